import HomeIcon from '@mui/icons-material/HomeOutlined';
import Logout from '@mui/icons-material/Logout';
import Password from '@mui/icons-material/Password';
import PublicIcon from '@mui/icons-material/PublicOutlined';
import Shield from '@mui/icons-material/ShieldOutlined';
import Translate from '@mui/icons-material/Translate';
import { Alert, Box, Button, ListItemIcon, ListItemText, ListSubheader, MenuItem } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import {
  AppBar,
  CheckForApplicationUpdate,
  LoadingIndicator,
  Menu,
  Layout as RaLayout,
  TitlePortal,
  ToggleThemeButton,
  UserMenu,
  useGetIdentity,
  useLocaleState,
  useLogout,
  useSidebarState,
  useTranslate,
  useUserMenu,
} from 'react-admin';
import { Link } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { useAbout } from './about.ts';
import type { Me } from './authProvider.ts';
import { ChangePassword } from './ChangePassword.tsx';
import { EnrolFactor } from './EnrolFactor.tsx';
import { useMay, useTypeName, useWord } from './hooks.ts';
import { many } from './names.ts';
import { type MenuPage, type Noun, useNouns } from './nouns.ts';
import { SignInAgain } from './SignInAgain.tsx';
import { StepUp } from './StepUp.tsx';
import { ViewingBanner } from './ViewingBanner.tsx';

/** Switches between the two languages at once, and tells the browser which it is. */
export function LanguageButton() {
  const say = useSay();
  const [locale, setLocale] = useLocaleState();
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return (
    <Button
      color="inherit"
      size="small"
      startIcon={<Translate />}
      lang={locale === 'en' ? 'zh-CN' : 'en'}
      onClick={() => setLocale(locale === 'en' ? 'zh-CN' : 'en')}
      sx={{ minWidth: 0, whiteSpace: 'nowrap', flexShrink: 0, '& .MuiButton-startIcon': { display: { xs: 'none', sm: 'inherit' } } }}
    >
      {say('app.language')}
    </Button>
  );
}

/** Made-up data must not be taken for the city's. */
export function DemoBanner() {
  const say = useSay();
  return useAbout()?.demo ? (
    <Alert
      severity="warning"
      variant="outlined"
      className="demo-banner"
      sx={{ borderRadius: 0, borderWidth: '0 0 1px', py: 0, bgcolor: 'background.paper' }}
    >
      {say('app.demo')}
    </Alert>
  ) : null;
}

/** Leads from the menu of the person to how the account is kept. */
function SecurityItem() {
  const translate = useTranslate();
  const menu = useUserMenu();
  return (
    <MenuItem component={Link} to="/security" onClick={() => menu?.onClose()}>
      <ListItemIcon>
        <Shield fontSize="small" />
      </ListItemIcon>
      <ListItemText>{translate('screens.security.title')}</ListItemText>
    </MenuItem>
  );
}

/** Opens the form for a new password from the menu of the person. */
function PasswordItem({ onOpen }: { onOpen: () => void }) {
  const say = useSay();
  const menu = useUserMenu();
  return (
    <MenuItem
      onClick={() => {
        menu?.onClose();
        onOpen();
      }}
    >
      <ListItemIcon>
        <Password fontSize="small" />
      </ListItemIcon>
      <ListItemText>{say('app.changePassword')}</ListItemText>
    </MenuItem>
  );
}

function SignOutItem() {
  const say = useSay();
  const logout = useLogout();
  return (
    <MenuItem onClick={() => logout()}>
      <ListItemIcon>
        <Logout fontSize="small" />
      </ListItemIcon>
      <ListItemText>{say('app.signOut')}</ListItemText>
    </MenuItem>
  );
}

function PanelBar() {
  const { data: me } = useGetIdentity();
  const may = useMay();
  const word = useWord();
  const [changing, change] = useState(false);
  const role = me?.role ? word(`enums.Role.${me.role}`) : undefined;
  const forced = Boolean(me?.mustChangePassword);
  return (
    <>
      <AppBar
        color="primary"
        alwaysOn
        toolbar={
          <>
            <LanguageButton />
            <ToggleThemeButton />
            <LoadingIndicator />
          </>
        }
        userMenu={
          <UserMenu>
            <Box sx={{ px: 2, py: 1, maxWidth: 280 }}>
              <strong>{me?.fullName}</strong>
              <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{[role, me?.organisationName].filter(Boolean).join(' · ')}</Box>
            </Box>
            {may('mySessions') ? <SecurityItem /> : null}
            {may('changePassword') ? <PasswordItem onOpen={() => change(true)} /> : null}
            <SignOutItem />
          </UserMenu>
        }
      >
        <TitlePortal variant="h6" component="h1" sx={{ minWidth: 0 }} />
      </AppBar>
      {me?.mustEnrolFactor ? <EnrolFactor forced onClose={() => undefined} /> : null}
      {changing || forced ? <ChangePassword forced={forced} onClose={() => change(false)} /> : null}
    </>
  );
}

interface PanelMenuProps {
  groups: readonly string[];
  pages?: readonly MenuPage[];
  children?: ReactNode;
}

/** The pages and the nouns one may see, under the heads of the jobs they belong to, in the order of `groups`. */
export function PanelMenu({ groups, pages = [], children }: PanelMenuProps) {
  const say = useSay();
  const may = useMay();
  const name = useTypeName();
  const translate = useTranslate();
  const nouns = Object.values(useNouns());
  const [open] = useSidebarState();
  const listed = (group: string): Noun[] => nouns.filter(noun => noun.group === group && noun.list && may(many(noun.type)));
  return (
    <Menu component="nav" aria-label={say('app.menu')}>
      <Menu.Item to="/" primaryText={say('app.home')} leftIcon={<HomeIcon />} />
      {children}
      {groups.flatMap(group => {
        const items = listed(group);
        const own = pages.filter(page => page.group === group && may(page.may));
        if (items.length + own.length === 0) return [];
        return [
          open ? (
            <ListSubheader
              key={group}
              disableSticky
              component="div"
              sx={{ bgcolor: 'transparent', lineHeight: '34px', fontSize: '0.78rem' }}
            >
              {say(`menu.${group}` as never)}
            </ListSubheader>
          ) : null,
          ...own.map(({ path, title, icon: Icon }) => (
            <Menu.Item key={`/${path}`} to={`/${path}`} primaryText={translate(title)} leftIcon={<Icon />} />
          )),
          ...items.map(({ type, icon: Icon }) => (
            <Menu.Item key={type} to={`/${type}`} primaryText={name(type, 2)} leftIcon={Icon ? <Icon /> : undefined} />
          )),
        ];
      })}
      <Menu.Item to="/public" primaryText={say('menu.public')} leftIcon={<PublicIcon />} />
    </Menu>
  );
}

/** The frame of every page of the panel: skip link, bar, menu, banner, and whoever asks to sign in again. */
export function PanelLayout({ children, menu, ...jobs }: PanelMenuProps & { children: ReactNode; menu?: ReactNode }) {
  const { data: me } = useGetIdentity();
  return (
    <RaLayout
      appBar={PanelBar}
      menu={() => <PanelMenu {...jobs}>{menu}</PanelMenu>}
      sx={{ minWidth: 0, '& .RaLayout-content': { minWidth: 0, p: 0 }, '& .RaLayout-appFrame': { minWidth: 0 } }}
    >
      <DemoBanner />
      <ViewingBanner />
      {/* Whoever must do something first is shown nothing that would be refused. */}
      <Box sx={{ p: { xs: 1, sm: 2 }, minWidth: 0 }}>
        {me?.mustChangePassword || me?.mustEnrolFactor || me?.mustProve ? null : children}
      </Box>
      <StepUp due={Boolean(me?.mustProve)} />
      <SignInAgain me={me as (Me & { id: string }) | undefined} />
      <CheckForApplicationUpdate />
    </RaLayout>
  );
}
