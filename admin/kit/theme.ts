import { createTheme, type Theme, type ThemeOptions } from '@mui/material';
import { defaultTheme } from 'react-admin';

/** Faces that have the whole of Chinese, whatever machine the bureau has. */
const fontFamily = [
  '"PingFang SC"',
  '"Hiragino Sans GB"',
  '"Microsoft YaHei UI"',
  '"Microsoft YaHei"',
  '"Noto Sans CJK SC"',
  '"Noto Sans SC"',
  '"Source Han Sans SC"',
  '"WenQuanYi Micro Hei"',
  'system-ui',
  'sans-serif',
].join(',');

const palettes: Record<'light' | 'dark', ThemeOptions['palette']> = {
  light: {
    mode: 'light',
    primary: { main: '#1f5673', dark: '#143c52', light: '#d7e6ee', contrastText: '#fff' },
    secondary: { main: '#7a5b1e', contrastText: '#fff' },
    info: { main: '#1f5f9e' },
    success: { main: '#2b6a3f' },
    warning: { main: '#8a5300' },
    error: { main: '#a8322a' },
    background: { default: '#f4f6f7', paper: '#ffffff' },
    text: { primary: '#1b2328', secondary: '#4d5a62' },
    divider: '#d5dce0',
  },
  dark: {
    mode: 'dark',
    primary: { main: '#8fc3de', dark: '#6aa5c4', light: '#1e3947', contrastText: '#0e1a20' },
    secondary: { main: '#dcbf7f', contrastText: '#201703' },
    info: { main: '#8db9e8' },
    success: { main: '#8bcf9f' },
    warning: { main: '#eab565' },
    error: { main: '#f19a92' },
    background: { default: '#12181c', paper: '#1a2227' },
    text: { primary: '#e8eef1', secondary: '#a9b7bf' },
    divider: '#35424a',
  },
};

const themed = (mode: 'light' | 'dark') =>
  createTheme({
    ...defaultTheme,
    palette: palettes[mode],
    typography: {
      fontFamily,
      fontSize: 14,
      h5: { fontSize: '1.35rem', fontWeight: 600 },
      h6: { fontSize: '1.08rem', fontWeight: 600 },
      button: { textTransform: 'none', fontWeight: 600 },
      subtitle2: { fontWeight: 600 },
    },
    shape: { borderRadius: 6 },
    sidebar: { width: 224, closedWidth: 56 },
    components: {
      ...defaultTheme.components,
      MuiButton: { defaultProps: { disableElevation: true } },
      MuiTextField: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense', slotProps: { inputLabel: { shrink: true } } } },
      MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense' } },
      // the name of a checkbox belongs to its input, which is what a reader meets
      MuiCheckbox: {
        defaultProps: { slotProps: { input: (owner: object) => ({ 'aria-label': (owner as { 'aria-label'?: string })['aria-label'] }) } },
      },
      MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
      RaMenuItemLink: {
        styleOverrides: {
          root: ({ theme }: { theme: Theme }) => ({
            borderLeft: '3px solid transparent',
            '&.RaMenuItemLink-active': {
              borderLeftColor: theme.palette.primary.main,
              backgroundColor: theme.palette.action.selected,
              fontWeight: 600,
            },
          }),
        },
      },
      MuiTab: { styleOverrides: { root: { textTransform: 'none' } } },
      MuiCssBaseline: {
        styleOverrides: {
          ':focus-visible': { outline: '2px solid currentColor', outlineOffset: 2 },
          '@media print': { '.no-print, header, nav, .RaSidebar-fixed': { display: 'none !important' }, body: { background: '#fff' } },
          '@media (prefers-reduced-motion: reduce)': { '*': { animation: 'none !important', transition: 'none !important' } },
        },
      },
    },
  } as ThemeOptions);

/** Calm and official, the same in both lights; contrast of text is at least 4.5 to 1. */
export const lightTheme = themed('light');
export const darkTheme = themed('dark');
