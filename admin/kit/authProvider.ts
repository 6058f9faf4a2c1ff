import type { AuthProvider } from 'react-admin';
import { many, one } from './names.ts';
import type { Refusal, Send } from './send.ts';

/** Who is signed in, and the operations of the API that are open to them. */
export interface Me {
  id: string;
  name: string;
  role: string;
  organisationName: string | null;
  district: string | null;
  mustChangePassword: boolean;
  may: { operation: string }[];
}

const meFields = 'id name role organisationName district mustChangePassword may { operation }';

/** What the server says about itself to anybody. */
export interface About {
  demo: boolean;
  version: string;
  now: string;
}

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
    known ??= send<{ me: Me | null }>(`query Me { me { ${meFields} } }`, {}, { quiet: true }).then(
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
  const may = async (operation: string) => (await me())?.may.some(it => it.operation === operation) ?? false;
  const signIn = async (login: string, password: string) => {
    const { signIn: person } = await send<{ signIn: Me }>(
      `mutation SignIn($login: String!, $password: String!) { signIn(login: $login, password: $password) { ${meFields} } }`,
      { login, password },
      { quiet: true },
    );
    known = Promise.resolve(person);
    onChange();
    return person;
  };

  return {
    login: async ({ login, password }: { login: string; password: string }) => {
      await signIn(login, password);
    },
    logout: async () => {
      const person = await me().catch(() => null);
      known = undefined;
      if (person) await send('mutation SignOut { signOut }', {}, { quiet: true }).catch(() => undefined);
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
    getPermissions: async () => new Set((await me())?.may.map(({ operation }) => operation) ?? []),
    canAccess: ({ resource, action }: { resource: string; action: string }) => may(operations[action]?.(resource) ?? action),
    me,
    signIn,
    /** The next question who is signed in goes to the server. */
    forget: () => {
      known = undefined;
    },
    about: () => send<{ about: About }>('query About { about { demo version now } }', {}, { quiet: true }).then(({ about }) => about),
  } satisfies AuthProvider & Record<string, unknown>;
}
export type PanelAuthProvider = ReturnType<typeof makeAuthProvider>;
