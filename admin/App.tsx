import { QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Admin, CustomRoutes, localStorageStore } from 'react-admin';
import { Route } from 'react-router-dom';
import { Home } from './home/Home.tsx';
import { makeI18n } from './i18n/index.ts';
import { Accept } from './invitations/Accept.tsx';
import { makeAuthProvider } from './kit/authProvider.ts';
import { makeDataProvider, type PanelDataProvider } from './kit/dataProvider.ts';
import { PanelLayout } from './kit/Layout.tsx';
import { type Noun, NounsProvider } from './kit/nouns.ts';
import { resourceOf } from './kit/resource.tsx';
import { Refusal, send } from './kit/send.ts';
import { NotFound, Refused } from './kit/states.tsx';
import { darkTheme, lightTheme } from './kit/theme.ts';
import { pages } from './pages.ts';
import { Calls } from './public/Calls.tsx';
import { Catalogue } from './public/Catalogue.tsx';
import { Lists } from './public/Lists.tsx';
import { Notices } from './public/Notices.tsx';
import { Objection } from './public/Objection.tsx';
import { Public, type PublicPage } from './public/Public.tsx';
import { ReceiptCheck } from './public/Receipt.tsx';
import { LostPassword } from './signin/LostPassword.tsx';
import { SetPassword } from './signin/SetPassword.tsx';
import { SignIn } from './signin/SignIn.tsx';
import { screenWords } from './words.ts';

/** The jobs of the menu, in order; their names are `menu.*` in the words of the screens. */
const groups = ['programme', 'trials', 'coverage', 'people', 'system'];

/** The pages anybody may see. */
const publicPages: readonly PublicPage[] = [
  { path: 'catalogue', page: Catalogue },
  { path: 'calls', page: Calls },
  { path: 'lists', page: Lists },
  { path: 'notices', page: Notices },
  { path: 'objection', page: Objection },
  { path: 'receipt', page: ReceiptCheck },
];

/** What the network lost is asked for once more; what the server refused is not. */
const retry = (count: number, error: unknown) => count < 1 && error instanceof Refusal && error.code === 'SERVICE_UNAVAILABLE';

/** The whole panel, for the nouns given. */
export function App({ nouns, children }: { nouns: readonly Noun[]; children?: ReactNode }) {
  const { data, auth, i18n, client, store, Layout, byType } = setUp(nouns);
  return (
    <NounsProvider value={byType}>
      <Admin
        dataProvider={data}
        authProvider={auth}
        i18nProvider={i18n}
        queryClient={client}
        store={store}
        layout={Layout}
        dashboard={Home}
        loginPage={SignIn}
        requireAuth
        theme={lightTheme}
        darkTheme={darkTheme}
        catchAll={NotFound}
        accessDenied={Refused}
        disableTelemetry
        title="试转"
      >
        {nouns.map(resourceOf)}
        <CustomRoutes noLayout>
          {/* Not the list of invitations, whose address differs in one capital. */}
          <Route caseSensitive path="/invitation/:token" element={<Accept />} />
          <Route path="/set-password/:token" element={<SetPassword />} />
          <Route path="/lost-password" element={<LostPassword />} />
          <Route path="/public/*" element={<Public pages={publicPages} />} />
        </CustomRoutes>
        <CustomRoutes>
          {pages.map(({ path, page: Content }) => (
            // The wizard `import` is not the list `Import`.
            <Route caseSensitive key={path} path={`/${path}/*`} element={<Content />} />
          ))}
        </CustomRoutes>
        {children}
      </Admin>
    </NounsProvider>
  );
}

type SetUp = ReturnType<typeof make>;
const made = new WeakMap<readonly Noun[], SetUp>();
const setUp = (nouns: readonly Noun[]): SetUp => made.get(nouns) ?? made.set(nouns, make(nouns)).get(nouns)!;

function make(nouns: readonly Noun[]) {
  const byType = Object.fromEntries(nouns.map(noun => [noun.type, noun]));
  const words = Object.fromEntries(nouns.map(({ type, words = {} }) => [type, words]));
  const data = makeDataProvider(Object.fromEntries(nouns.map(({ type, asks }) => [type, asks])), send) as PanelDataProvider;
  return {
    byType,
    data,
    auth: makeAuthProvider(send, data.forget),
    i18n: makeI18n({ ...words, ...screenWords }),
    store: localStorageStore(undefined, 'shizhuan'),
    client: new QueryClient({ defaultOptions: { queries: { retry, refetchOnWindowFocus: true } } }),
    Layout: ({ children }: { children: ReactNode }) => (
      <PanelLayout groups={groups} pages={pages}>
        {children}
      </PanelLayout>
    ),
  };
}
