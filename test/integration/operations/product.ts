import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { root } from '../../../server/config.ts';
import { codeAt } from '../../../server/people/factor/totp.ts';

export interface Product {
  url: string;
  child: ChildProcess;
  /** What it has printed so far. */
  said: string[];
  /** What it has logged so far. */
  logged: string[];
}

/** Starts the product as a user does, on a data folder of its own; it is ready when this answers. */
export async function startProduct(data: string, more: Record<string, string> = {}): Promise<Product> {
  const { PATH, HOME, LANG } = process.env;
  const child = spawn(process.execPath, ['server/bin/shizhuan.mjs', 'start'], {
    cwd: root,
    env: { PATH, HOME, LANG, PORT: '0', SHIZHUAN_DATA: data, SHIZHUAN_SEED: 'none', SHIZHUAN_PROCESSES: '1', LOG_LEVEL: 'warn', ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, logged]: [string[], string[]] = [[], []];
  createInterface(child.stderr!).on('line', line => logged.push(line));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout!).on('line', line => {
      said.push(line);
      const ready = /^Shizhuan ready: (\S+)/.exec(line)?.[1];
      if (ready) resolve(ready);
    });
    child.once('exit', code => reject(new Error(`it ended with ${code}:\n${[...said, ...logged].join('\n')}`)));
  });
  return { url, child, said, logged };
}

export async function ended({ child }: Product): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

export interface Answer {
  data?: Record<string, { id: string } | null> | null;
  errors?: { extensions: { code: string } }[];
}
export interface Reply extends Answer {
  cookie?: string;
}

/** Asks as a browser would; throws when there is no answer. */
export async function ask(url: string, query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Reply> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as Answer;
  const cookie = /sid=[\w-]+/.exec(response.headers.get('set-cookie') ?? '')?.[0];
  return { ...answer, ...(cookie && { cookie }) };
}

export const password = 'Vorsicht-Stufe-7';

/** Makes the first system administrator by the link that a first start prints, signs in, and enrols a second factor. */
export async function administrator(product: Product): Promise<string> {
  const at = product.said.findIndex(line => line.includes('system administrator'));
  const token = /invitation\/([\w-]+)/.exec(product.said[at + 1] ?? '')?.[1];
  const told = async (query: string, variables: object, headers?: Record<string, string>) => {
    const reply = await ask(product.url, query, variables, headers);
    if (reply.errors) throw new Error(JSON.stringify([reply, product.said]));
    return reply;
  };
  await told('mutation ($token: String!, $input: AcceptanceInput!) { acceptInvitation(token: $token, input: $input) { state } }', {
    token,
    input: { login: 'admin', name: '系统管理员', personNumber: 'S001', password },
  });
  const { cookie } = await told('mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { id } }', {
    login: 'admin',
    password,
  });
  const { data } = await told('mutation { enrolFactor { id: secret } }', {}, { cookie: cookie! });
  const code = codeAt(data!['enrolFactor']!.id, new Date());
  const confirmed = await told('mutation ($code: String!) { confirmFactor(code: $code) }', { code }, { cookie: cookie! });
  return confirmed.cookie!;
}
