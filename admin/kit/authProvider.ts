import type { AuthProvider } from 'react-admin';
import { graphql, type ResultOf } from '../../schema/graphql.ts';
import { many, one } from './names.ts';
import type { Refusal, Send } from './send.ts';

const MeAsk = graphql(
  `query Me { me { id name role organisationName district mustChangePassword mustEnrolFactor mustProve viewing { name reason endsAt } may } }`,
);
const SignInAsk = graphql(
  `mutation SignIn($login: String!, $password: String!, $code: String) { signIn(login: $login, password: $password, code: $code) { id name role organisationName district mustChangePassword mustEnrolFactor mustProve viewing { name reason endsAt } may } }`,
);
const SignOutAsk = graphql(`mutation SignOut { signOut }`);
const AboutAsk = graphql(`query About { about { demo demoCode version now } }`);

/** Who is signed in, and the operations of the API that are open to them. */
export type Me = NonNullable<ResultOf<typeof MeAsk>['me']>;

/** The operation of the API behind each of react-admin's actions on a type. */
const operations: Record<string, (type: string) => string> = {
  list: many,
  show: one,
  create: type => `create${type}`,
  edit: type => `update${type}`,
  export: many,
  advance: type => `advance${type}`,
};

/**
 * Sign-in by session cookie; `onChange` is told when somebody else may be sitting there.
 *
 * What may be seen and done is `me.may`, the policy as seen by the person; the panel knows no role by heart.
 * The server checks again, always: this only keeps away what would be refused.
 */
export function makeAuthProvider(send: Send, onChange: () => void) {
  let known: Promise<Me | null> | undefined;
  const me = (): Promise<Me | null> => {
    known ??= send(MeAsk, {}, { quiet: true }).then(
      ({ me }) => me,
      // a cookie that is no longer good is the same as none
      (error: Partial<Refusal>) => {
        if (error.code === 'UNAUTHENTICATED') return null;
        throw error;
      },
    );
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
  const may = async (operation: string) => (await me())?.may.includes(operation) ?? false;
  const signIn = async (login: string, password: string, code?: string) => {
    const { signIn: person } = await send(SignInAsk, { login, password, code }, { quiet: true });
    known = Promise.resolve(person);
    onChange();
    return person;
  };

  return {
    login: async ({ login, password, code }: { login: string; password: string; code?: string }) => {
      await signIn(login, password, code);
    },
    logout: async () => {
      const person = await me().catch(() => null);
      known = undefined;
      if (person) await send(SignOutAsk, {}, { quiet: true }).catch(() => undefined);
    },
    checkAuth: async () => {
      if (!(await me())) throw { message: false };
    },
    checkError: async (error: Partial<Refusal>) => {
      if (error.code !== 'UNAUTHENTICATED') return;
      known = undefined;
      throw error;
    },
    getIdentity: async () => {
      const person = await me();
      if (!person) throw new Error('nobody is signed in');
      return { ...person, fullName: person.name };
    },
    getPermissions: async () => new Set((await me())?.may ?? []),
    canAccess: ({ resource, action }: { resource: string; action: string }) => may(operations[action]?.(resource) ?? action),
    me,
    signIn,
    /** The next question who is signed in goes to the server. */
    forget: () => {
      known = undefined;
    },
    about: () => send(AboutAsk, {}, { quiet: true }).then(({ about }) => about),
  } satisfies AuthProvider & Record<string, unknown>;
}
export type PanelAuthProvider = ReturnType<typeof makeAuthProvider>;
