/** What an operator may set about signing in. */
export interface SignInSettings {
  /** After how many days a password of the bureau or a district has to be changed; 0 for never. */
  passwordDays: number;
  /** Attempts a minute from one address, whoever they are for. */
  attemptsPerMinute: number;
}

const start: SignInSettings = { passwordDays: 90, attemptsPerMinute: 30 };
let settings = start;

/** Handed over at start; what is left out is as it ships. */
export const installSignIn = (given: Partial<SignInSettings>): void => void (settings = { ...start, ...defined(given) });
const defined = (given: Partial<SignInSettings>) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
export const signInSettings = (): SignInSettings => settings;
