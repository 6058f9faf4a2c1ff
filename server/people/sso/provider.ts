/** What a sign-on has proved: who it was, and whether by two factors. */
export interface Proof {
  /** The name of the person at the provider: never an e-mail address taken on trust, but what was linked to an account beforehand. */
  subject: string;
  twoFactors: boolean;
}

/** What a browser carries from the beginning of a sign-on to its end, in a cookie that no script reads; each 43 characters. */
export interface Carried {
  state: string;
  nonce: string;
  verifier: string;
}

/** Somebody else who vouches for people: an OpenID provider, or a portal that hands out tickets. */
export interface IdentityProvider {
  /** Its name in paths and records. */
  id: string;
  name: readonly [zh: string, en: string];
  /** Where the browser is sent to. */
  begin(callback: URL, carried: Carried): Promise<URL>;
  /** What the answer proves; throws `Disbelieved` when it proves nothing. */
  finish(answer: URL, carried: Carried): Promise<Proof>;
  /** Where the browser is sent to after signing out here, so that it is signed out there too. */
  leave(back: URL): Promise<URL | undefined>;
}

/** An answer that proves nothing. `why` goes into the audit trail: a word, never what was sent. */
export class Disbelieved extends Error {
  constructor(
    readonly why: string,
    options?: ErrorOptions,
  ) {
    super(why, options);
    this.name = 'Disbelieved';
  }
}

/** The provider cannot be asked at present. */
export class Unreachable extends Error {
  constructor(options?: ErrorOptions) {
    super('the identity provider cannot be reached', options);
    this.name = 'Unreachable';
  }
}
