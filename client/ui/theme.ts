import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeComponents,
  type PopoverProps,
} from '@mantine/core'
import { FocusReturn } from './focus-return.tsx'

const indigo: MantineColorsTuple = [
  '#f0f1ff',
  '#e1e3fd',
  '#c3c7f8',
  '#a3a9f3',
  '#868eee',
  '#6f77ea',
  '#5a62e0',
  '#4b51cb',
  '#3f45b0',
  '#343993',
]

/** Slightly warm, so that long days of lists do not look like a spreadsheet. */
const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f4f2ef',
  '#e9e6e2',
  '#dcd8d2',
  '#c7c2ba',
  '#a19b92',
  '#7c766d',
  '#5e584f',
  '#423d37',
  '#292521',
]

const dark: MantineColorsTuple = [
  '#e3e1dd',
  '#b8b5af',
  '#96928b',
  '#6b6862',
  '#45423e',
  '#35322f',
  '#2a2825',
  '#1f1d1b',
  '#181715',
  '#110f0e',
]

/** Nothing that carries words is below 14 px; `md` is the body. */
const fontSizes = { xs: '0.875rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' }

/** The library leaves close buttons without a name. */
const named = { 'aria-label': 'Close' }
/** A dialog's header is no banner of the page. */
const headers = { header: { role: 'presentation' } }
const dialogs = { closeButtonProps: named, attributes: headers, scrollAreaComponent: FocusReturn }
const dialogTitle = { fontWeight: 650, fontSize: '1.0625rem', lineHeight: 1.35 }

/** A menu that is longer than the room above and below its button takes the larger one, and scrolls there. */
const fitting: PopoverProps['middlewares'] = {
  flip: { fallbackStrategy: 'bestFit', padding: 8 },
  size: {
    padding: 8,
    apply: ({ availableHeight, elements }) => {
      // In a corner of what scrolls there may be room for nothing: it is scrolled into sight then.
      elements.floating.style.maxHeight = `${Math.max(availableHeight, 200)}px`
    },
  },
}

/** The library's lines of 1.2 touch each other where words wrap. */
const said = { fontSize: fontSizes.sm, lineHeight: 1.4 }

/** By name and not by `Modal.extend(…)`, which would bring every one of them into the first load. */
const components: MantineThemeComponents = {
  Button: { styles: { root: { fontWeight: 550 } } },
  ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
  Badge: {
    defaultProps: { variant: 'light', radius: 6 },
    // The library's badges are small capitals; words of 14 px in ordinary letters read better in a list.
    styles: { root: { textTransform: 'none', fontWeight: 550, letterSpacing: 0, fontSize: '0.875rem', height: 24 } },
  },
  // The library makes these 2 px smaller than the field.
  InputWrapper: { styles: { description: said, error: said } },
  Radio: { styles: { description: said, error: said } },
  Checkbox: { styles: { description: said, error: said } },
  Switch: { styles: { description: said, error: said } },
  // Chosen people and tags are words like all others.
  Pill: { styles: { label: { fontSize: fontSizes.sm } } },
  // Room for a few letters: with more, one choice already makes a second, empty line.
  PillsInputField: { styles: { field: { minWidth: 48 } } },
  CloseButton: { defaultProps: named },
  Modal: { defaultProps: { centered: true, ...dialogs }, styles: { title: dialogTitle } },
  Drawer: { defaultProps: dialogs, styles: { title: dialogTitle } },
  // The placeholder that takes the first focus is no child that a menu may have.
  Menu: {
    defaultProps: { shadow: 'md', position: 'bottom-end', withInitialFocusPlaceholder: false, middlewares: fitting },
    styles: { dropdown: { overflowY: 'auto' } },
  },
  PasswordInput: {
    defaultProps: { visibilityToggleButtonProps: { 'aria-label': 'Show password', tabIndex: 0 } },
  },
  Notification: {
    defaultProps: { closeButtonProps: named },
    // Beside a title the library's gray is too faint.
    styles: (_theme: unknown, { title }: { title?: unknown }) =>
      title ? { description: { color: 'var(--mantine-color-dimmed)' } } : {},
  },
  Tooltip: { defaultProps: { openDelay: 350, events: { hover: true, focus: true, touch: true } } },
}

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { indigo, gray, dark },
  black: '#1f1c19',
  defaultRadius: 8,
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  fontSizes,
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components,
})

/** The library's dimmed and error colours are too faint for WCAG AA on our surfaces. */
export const cssVariablesResolver: CSSVariablesResolver = (given) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': given.colors.gray?.[7] ?? 'GrayText',
    '--mantine-color-error': given.colors.red?.[9] ?? 'red',
    '--mantine-color-placeholder': given.colors.gray?.[6] ?? 'GrayText',
    '--mantine-color-default-border': given.colors.gray?.[3] ?? 'GrayText',
    // Words on a light button, a badge, or the page itself.
    '--mantine-color-red-light-color': given.colors.red?.[9] ?? 'red',
    '--mantine-color-green-light-color': '#1f6e40',
    '--cv-surface': '#ffffff',
    '--cv-rail': given.colors.gray?.[0] ?? 'Canvas',
    '--cv-line': given.colors.gray?.[2] ?? 'GrayText',
    '--cv-hover': given.colors.gray?.[1] ?? 'Canvas',
    '--cv-accent': given.colors.indigo?.[7] ?? 'LinkText',
    '--cv-accent-soft': given.colors.indigo?.[0] ?? 'Canvas',
    '--cv-good': '#1f7a45',
    '--cv-warn': '#9a5b00',
    '--cv-bad': '#b3261e',
  },
  dark: {
    '--mantine-color-dimmed': given.colors.dark?.[1] ?? 'GrayText',
    '--mantine-color-error': given.colors.red?.[4] ?? 'red',
    '--mantine-color-placeholder': given.colors.dark?.[2] ?? 'GrayText',
    '--mantine-color-default-border': given.colors.dark?.[4] ?? 'GrayText',
    '--mantine-color-anchor': given.colors.indigo?.[3] ?? 'LinkText',
    '--cv-surface': given.colors.dark?.[7] ?? 'Canvas',
    '--cv-rail': given.colors.dark?.[8] ?? 'Canvas',
    '--cv-line': given.colors.dark?.[5] ?? 'GrayText',
    '--cv-hover': given.colors.dark?.[6] ?? 'Canvas',
    '--cv-accent': given.colors.indigo?.[3] ?? 'LinkText',
    '--cv-accent-soft': '#2a2c4a',
    '--cv-good': '#6fcf97',
    '--cv-warn': '#f0b25a',
    '--cv-bad': '#ff9d94',
  },
})
