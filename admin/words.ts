import { auditWords } from './audit/words.ts';
import { coverageWords } from './coverage/words.ts';
import { factWords } from './facts/words.ts';
import { funnelWords } from './funnel/words.ts';
import { homeWords } from './home/words.ts';
import type { NounWords } from './i18n/index.ts';
import { importWords } from './imports/words.ts';
import { acceptWords } from './invitations/words.ts';
import { catalogueWords } from './public/catalogueWords.ts';
import { publicWords } from './public/words.ts';
import { rightsWords } from './rights/words.ts';
import { securityWords } from './security/words.ts';

/** The words of the screens that belong to no single noun, by the name under which they are said. */
export const screenWords: NounWords = {
  home: homeWords,
  coverage: coverageWords,
  funnel: funnelWords,
  import: importWords,
  public: publicWords,
  catalogue: catalogueWords,
  accept: acceptWords,
  rights: rightsWords,
  audit: auditWords,
  fact: factWords,
  security: securityWords,
};
