import type { Rolldown } from 'vite'

/** Modules of the component library, by the names of its components and hooks. */
const components = (...names: string[]) => new RegExp(`/@mantine/(?:core|hooks)/.*/(${names.join('|')})\\.mjs$`)

/**
 * Which modules share a file. By itself the bundler makes one for every set of pages and dialogs that have modules in
 * common, of which many hold a single function: a board came in a hundred files.
 *
 * A module takes along all that it imports, as far as no group above has it. So a group never imports one below it, and
 * what is named here first is what even the smallest page loads: a group that takes more than such pages need belongs
 * further down. The first load has its bound (WEB-3).
 */
const groups: Rolldown.CodeSplittingGroup[] = [
  { name: 'initial', tags: ['$initial'] },
  // What every page loads, once it has settled.
  { name: 'toast-host', test: /\/client\/ui\/toast-host\.tsx$/ },
  // Small modules that several pages have, nearly all of them the home page as well.
  { name: 'icons', test: /\/@tabler\/icons-react\//, minShareCount: 2 },
  { name: 'contracts', test: /\/protocol\/[\w-]+\.ts\?as-data$/, minShareCount: 2 },
  {
    name: 'common',
    test: /\/client\/(?:ui|live|rest)\/(?:[\w-]+\.ts|(?:candidate-badge|page-header|time-ago)\.tsx)$/,
    minShareCount: 2,
  },
  // Follows the conversations from every page.
  { name: 'chat-host', test: /\/client\/features\/chat\/chat-host\.tsx$/ },
  // Contracts of those pages that run their schemas.
  { name: 'schemas', test: /\/node_modules\/zod\/|\/protocol\/[\w-]+\.ts$/, minShareCount: 2 },
  // Components that are seen together, those of the most pages first.
  {
    name: 'fields',
    // The last is all that a password's field has in common with popups, and signing in needs none of these.
    test: components(
      ...['ActionIcon', 'Alert', 'Anchor', 'Badge', 'NativeSelect', 'Stack', 'Textarea', 'TextInput'],
      'use-uncontrolled',
    ),
  },
  { name: 'popups', test: components('Menu', 'Modal') },
  { name: 'choices', test: components('MultiSelect', 'Select', 'TagsInput') },
  { name: 'switches', test: components('Checkbox', 'Radio', 'Switch') },
]

/** The first that takes a module has it. */
export const files = groups.map((group, i) => ({ ...group, priority: groups.length - i }))
