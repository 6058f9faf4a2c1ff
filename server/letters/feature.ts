import { settleDue } from '../kernel/advance.ts';
import { Advancing, HavingHistory } from '../kernel/advancing.ts';
import { Updating } from '../kernel/editing.ts';
import type { Feature } from '../kernel/feature.ts';
import { Listing } from '../kernel/listing.ts';
import { Letter, LetterAttempt, LetterPatch, LetterTemplate, LetterTemplatePatch } from './entity.ts';
import { letterLifecycle } from './lifecycle.ts';
import { lettersPolicy } from './policy.ts';
import { lettersResolvers } from './resolver.ts';
import { advanceLetter, deliverLetter, updateLetter, writeLetters } from './service.ts';
import { fillTemplates, updateTemplate } from './template.ts';

export const letters: Feature = {
  name: 'letters',
  entities: [LetterTemplate, Letter, LetterAttempt],
  lifecycles: [letterLifecycle],
  appendOnly: [LetterAttempt],
  policy: lettersPolicy,
  resolvers: [
    ...lettersResolvers,
    Listing(LetterTemplate, { filter: ['kind', 'active'], sort: ['kind'] }),
    Updating(LetterTemplate, LetterTemplatePatch, updateTemplate),
    HavingHistory(LetterTemplate),
    Listing(Letter, {
      filter: ['kind', 'state', 'callId', 'submissionId', 'providerId', 'sentAt'],
      search: ['toName', 'subject'],
      sort: ['createdAt', 'sentAt'],
    }),
    Updating(Letter, LetterPatch, updateLetter),
    ...Advancing(Letter, letterLifecycle, advanceLetter),
    Listing(LetterAttempt, { filter: ['letterId', 'channel', 'at'], sort: ['at', 'ordinal'] }),
  ],
  subscribers: [
    {
      name: 'letters.write',
      on: /^(Decision\.RELEASE|Submission\.(RETURN|NOTICE)|Objection\.(ACCEPT|CONFIRM|DISMISS))$/,
      deliver: writeLetters,
    },
    { name: 'letters.deliver', on: /^Letter\.(SEND|RETRY|AGAIN)$/, deliver: deliverLetter },
  ],
  fill: fillTemplates,
  tick: ctx => settleDue(ctx, Letter, letterLifecycle),
};
