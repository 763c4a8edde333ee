/** Buttons, the apply form and the portal. */
export const formStyles = `
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: .875rem 1.5rem; margin-block: 1.5rem; }
.button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 3rem; padding: .625rem 1.5rem;
  border: 1.5px solid transparent; border-radius: 9px; background: var(--accent); color: var(--on-accent);
  font: inherit; font-weight: 600; line-height: 1.3; text-align: center; text-decoration: none; cursor: pointer;
  transition: background-color .15s ease-out;
}
.button:hover { background: var(--accent-strong); color: var(--on-accent); }
.button:focus-visible { border-radius: 9px; }
.button.quiet { background: none; border-color: var(--field); color: var(--ink); }
.button.quiet:hover { background: var(--surface); border-color: var(--ink); }
.button.danger { background: var(--bad); color: var(--page); }
.button.danger:hover { background: color-mix(in srgb, var(--bad) 85%, var(--ink)); }

form { margin: 0; }
.field { margin-bottom: 1.75rem; }
label { display: inline-block; font-weight: 600; }
label:has(> input[type='checkbox']) { display: flex; align-items: baseline; }
label > input[type='checkbox'] { flex: none; position: relative; top: .25rem; }
.choices .choice > input { top: 0; }
.optional { font-weight: 400; color: var(--soft); }
.hint { margin: 0; font-size: .9375rem; color: var(--soft); line-height: 1.45; }
input:not([type='hidden']), textarea {
  display: block; width: 100%; margin-top: .5rem; padding: .7rem .875rem; min-height: 3rem;
  background: var(--surface); color: var(--ink); border: 1.5px solid var(--field); border-radius: 9px;
  font: inherit; line-height: 1.5;
}
select {
  display: block; width: 100%; max-width: 26rem; margin-top: .5rem; padding: .6rem .875rem; min-height: 3rem;
  background: var(--surface); color: var(--ink); border: 1.5px solid var(--field); border-radius: 9px; font: inherit;
  appearance: none; padding-right: 2.75rem; text-overflow: ellipsis;
  background-image: linear-gradient(45deg, transparent 50%, currentColor 50%), linear-gradient(135deg, currentColor 50%, transparent 50%);
  background-position: right 1.34rem center, right 1rem center; background-size: .375rem .375rem; background-repeat: no-repeat;
}
@media (forced-colors: active) { select { appearance: auto; background-image: none; } }
select:focus-visible { outline-offset: 1px; border-color: var(--accent); border-radius: 9px; }
fieldset { margin: 0 0 1.75rem; padding: 0; border: 0; min-width: 0; }
legend { padding: 0; font-weight: 600; }
.choices { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-top: .35rem; }
.choices .choice { display: inline-flex; align-items: center; min-height: 2.75rem; font-weight: 400; }
.voluntary { margin-bottom: 1.75rem; padding: .875rem 1.125rem; border: 1px solid var(--line); border-radius: 9px; }
.voluntary summary { font-weight: 600; cursor: pointer; min-height: 2rem; line-height: 2rem; }
.voluntary .hint { margin: .35rem 0 1.25rem; }
input[type='tel'] { max-width: 18rem; }
input[type='file'] { padding: .5rem; max-width: 100%; }
input[type='file']::file-selector-button {
  margin-right: .875rem; padding: .4rem .875rem; border: 1.5px solid var(--field); border-radius: 7px; background: none;
  color: var(--ink); font: inherit; font-weight: 600; cursor: pointer;
}
input[type='checkbox'], input[type='radio'] { display: inline-block !important; width: 1.25rem; min-height: 1.25rem !important; height: 1.25rem; margin: 0 .5rem 0 0 !important; vertical-align: -.25rem; accent-color: var(--accent); }
.kept { margin-top: .5rem; padding: .75rem .875rem; border: 1px solid var(--line); border-radius: 9px; background: var(--surface); }
.kept p { margin: 0 0 .35rem; overflow-wrap: anywhere; }
.kept .choice { font-weight: 400; }
textarea { resize: vertical; min-height: 16rem; field-sizing: content; max-height: 40rem; }
textarea.short { min-height: 5rem; }
.times { border: 0; padding: 0; margin: 0 0 1.75rem; }
.times legend { font-weight: 600; margin-bottom: .5rem; }
.times label { display: flex; align-items: baseline; padding: .625rem 0; font-weight: 400; }
.times input { flex: none; position: relative; top: .25rem; }
input:focus-visible, textarea:focus-visible { outline-offset: 1px; border-color: var(--accent); border-radius: 9px; }
input:hover, textarea:hover { border-color: var(--soft); }
[aria-invalid='true']:not(:focus-visible) { border-color: var(--bad) !important; box-shadow: inset 0 0 0 1px var(--bad); }
.error { margin: .35rem 0 0; color: var(--bad); font-weight: 600; line-height: 1.4; }
.notice {
  margin-bottom: 2rem; padding: 1.125rem 1.25rem; background: var(--bad-soft); border: 1px solid var(--bad);
  border-left-width: 5px; border-radius: 9px;
}
.notice h2 { font-size: 1.0625rem; margin-bottom: .25rem; }
.notice p, .notice ul { margin: 0; }
.notice ul { padding-left: 1.25rem; }
.notice a { color: inherit; }
.address { overflow-wrap: anywhere; font-size: .9375rem; user-select: all; }

.steps { list-style: none; display: flex; padding: 0; margin: 2rem 0 0; }
.steps li { flex: 1; position: relative; padding-top: 1.75rem; color: var(--soft); font-size: .9375rem; padding-right: .75rem; line-height: 1.35; }
.steps li::before {
  content: ''; position: absolute; z-index: 1; top: 0; left: 0; width: 1.125rem; height: 1.125rem; border-radius: 50%;
  border: 2px solid var(--field); background: var(--page);
}
.steps li:not(:last-child)::after {
  content: ''; position: absolute; top: .5rem; left: 1.125rem; right: 0; border-top: 2px solid var(--line);
}
.steps .done::before { border-color: var(--accent); background: var(--accent); }
.steps .done::after { border-color: var(--accent) !important; }
.steps .now { color: var(--ink); font-weight: 650; }
.steps .now::before { border: 5px solid var(--accent); }
.expected { padding: .75rem 1rem; border-left: 4px solid var(--accent); background: var(--accent-soft); border-radius: 4px 9px 9px 4px; }
.themes { margin: 0 0 1rem; padding-left: 1.375rem; }
.themes li::marker { color: var(--accent); }
@media (forced-colors: active) {
  .steps .done::before { background: CanvasText; border-color: CanvasText; forced-color-adjust: none; }
  .button { border-color: ButtonText; }
}
@media (max-width: 30rem) { .actions .button { flex: 1 1 auto; } .choices { display: grid; } }
`
