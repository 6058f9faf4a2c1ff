import { callNews } from './callNews.ts';
import { calls } from './calls.ts';
import { type City, throwing } from './city.ts';
import { decisions } from './decisions.ts';
import { evidence, transformed } from './evidence.ts';
import { lists } from './lists.ts';
import { type Membership, membership } from './membership.ts';
import type { Papers } from './papers.ts';
import { type People, people } from './people.ts';
import { type Registers, registers } from './registers.ts';
import { reviews } from './reviews.ts';
import { Story } from './story.ts';
import { submissions } from './submissions.ts';
import { timeOf } from './time.ts';
import { trials } from './trials.ts';

export interface Told {
  city: City;
  register: Membership;
  everybody: People;
  registered: Registers;
}

/** Tells the whole story of the city as seen from an instant, and writes nothing of it yet. */
export function tellCity(seed: number, { now, today }: { now: Date; today: string }, papers: Papers, done: (part: string) => void): Told {
  const time = timeOf(now, today);
  const city: City = { story: new Story(now), time, dice: throwing(seed), beginning: time.workday(-560) };
  const told = <R>(part: string, result: R): R => {
    done(part);
    return result;
  };
  const register = membership(city);
  const everybody = told('enterprises, providers, experts, accounts', people(city, register));
  const registered = told('registers', registers(city, register, everybody));
  told('evidence', evidence(city, register, everybody));
  const campaigns = calls(city, everybody);
  const entries = told('calls and submissions', submissions(city, everybody, campaigns, papers));
  callNews(city, everybody, campaigns, entries);
  const results = told('reviews', reviews(city, everybody, campaigns, entries));
  decisions(city, everybody, campaigns, entries, results);
  const listed = told('decisions, notices, lists', lists(city, everybody, campaigns, entries));
  const counts = transformed(city, register, everybody.firms);
  const { stays, months } = register;
  const lagging = new Set(
    everybody.firms.filter(({ id, place }) => stays[place]?.left === months.length && !counts.has(id)).map(({ id }) => id),
  );
  told('trials and purchases', trials(city, everybody, listed, { papers, lags: id => lagging.has(id) }));
  return { city, register, everybody, registered };
}
