import { loadReference } from '../reference/loadReference.ts';
import { type Dice, dice } from './dice.ts';
import type { Story } from './story.ts';
import type { Time } from './time.ts';

/** What every part of the seed works with. */
export interface City {
  story: Story;
  time: Time;
  /** Chance of a part of its own, so that a change in one part leaves the others as they are. */
  dice: (part: string) => Dice;
  /** The day the bureau began to work with the platform. */
  beginning: string;
}

/** How notices speak of the city. */
export const cityTitle = '岚海市';

export const throwing =
  (seed: number) =>
  (part: string): Dice =>
    dice(seed, part);

/** Districts with their enterprises above designated size, and how many of these have transformed by now. */
export const districts: readonly { code: string; enterprises: number; transformed: number; target: string }[] = [
  { code: '370202', enterprises: 40, transformed: 36, target: '92.0' },
  { code: '370203', enterprises: 130, transformed: 118, target: '92.0' },
  { code: '370211', enterprises: 1150, transformed: 1049, target: '92.5' },
  { code: '370212', enterprises: 330, transformed: 297, target: '92.0' },
  { code: '370213', enterprises: 170, transformed: 148, target: '90.0' },
  { code: '370214', enterprises: 880, transformed: 815, target: '93.0' },
  { code: '370215', enterprises: 760, transformed: 691, target: '92.0' },
  { code: '370281', enterprises: 900, transformed: 811, target: '92.0' },
  { code: '370283', enterprises: 270, transformed: 242, target: '91.0' },
  { code: '370285', enterprises: 170, transformed: 161, target: '93.0' },
];
export const districtName = (code: string): string => loadReference().districts.find(district => district.code === code)?.nameZh ?? code;
