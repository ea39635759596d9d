/** Written for a phone first; wider screens get two columns. Colours keep 4.5:1 contrast in light and dark. */
export const PAGE_STYLE = `
:root { --ground: #f6f7f9; --surface: #ffffff; --ink: #1a1f2b; --quiet: #4d5566; --line: #c6ccd8; --field: #ffffff;
  --edge: #7a8396; --accent: #2f4ed8; --on-accent: #ffffff; --alert: #a3161f; --alert-ground: #fdeced; --banner: #fff2c7; --on-banner: #4a3600; }
@media (prefers-color-scheme: dark) { :root { --ground: #11141b; --surface: #1a1f2a; --ink: #eef1f7; --quiet: #b4bccb; --line: #363e4f; --field: #131822;
  --edge: #8a94a8; --accent: #9db2ff; --on-accent: #0d1433; --alert: #ffb3b8; --alert-ground: #3a1a1e; --banner: #3d3208; --on-banner: #ffe9a3; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.banner { background: var(--banner); color: var(--on-banner); padding: 8px 16px; font-size: 14px; text-align: center; }
.banner p { margin: 0; }
main { display: grid; gap: 24px; max-width: 960px; margin: 0 auto; padding: 20px 16px 48px; }
main.narrow, .narrow { max-width: 480px; margin-inline: auto; width: 100%; }
h1 { font-size: 18px; font-weight: 600; margin: 0; color: var(--quiet); }
.narrow h1 { font-size: 22px; color: var(--ink); margin-bottom: 8px; }
h2 { font-size: 16px; margin: 0 0 8px; }
.amount { font-size: 36px; font-weight: 700; line-height: 1.2; margin: 4px 0 8px; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); }
p { margin: 0 0 12px; }
a { color: var(--accent); }
.items { list-style: none; margin: 16px 0 0; padding: 0; border-top: 1px solid var(--line); }
.items li { display: flex; justify-content: space-between; gap: 16px; padding: 10px 0; border-bottom: 1px solid var(--line); }
.items span:first-child { overflow-wrap: anywhere; }
.items span:last-child { font-variant-numeric: tabular-nums; white-space: nowrap; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 20px 16px; }
.field { margin-bottom: 16px; min-width: 0; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
label { display: block; font-weight: 600; font-size: 14px; margin-bottom: 4px; }
input { width: 100%; min-height: 46px; padding: 10px 12px; border: 1px solid var(--edge); border-radius: 8px; background: var(--field);
  color: var(--ink); font: inherit; font-variant-numeric: tabular-nums; }
input[aria-invalid="true"] { border-color: var(--alert); border-width: 2px; }
.hint { font-size: 13px; color: var(--quiet); margin: 4px 0 0; }
.wrong { font-size: 14px; color: var(--alert); margin: 4px 0 0; }
.alert { background: var(--alert-ground); color: var(--alert); border: 1px solid currentColor; border-radius: 8px; padding: 12px 14px; margin-bottom: 16px; }
.alert p:last-child { margin: 0; }
button, .button { display: block; width: 100%; min-height: 48px; padding: 11px 16px; border: 1px solid transparent; border-radius: 8px; background: var(--accent);
  color: var(--on-accent); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
button.plain, .button.plain { background: transparent; color: var(--ink); border-color: var(--edge); }
button + button { margin-top: 12px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
details { margin-top: 20px; border-top: 1px solid var(--line); padding-top: 12px; }
summary { cursor: pointer; font-weight: 600; min-height: 32px; padding-block: 4px; }
details details { border: 0; margin-top: 8px; padding: 0; }
.cards { list-style: none; margin: 8px 0 0; padding: 0; display: grid; gap: 8px; }
.cards button { margin: 0; min-height: 44px; padding: 8px 12px; display: grid; text-align: left;
  background: transparent; color: var(--ink); border-color: var(--line); font-weight: 400; font-size: 14px; }
.cards span { color: var(--quiet); }
.cards code { font: inherit; font-weight: 600; font-variant-numeric: tabular-nums; }
.back { display: inline-block; margin-bottom: 16px; padding: 4px 0; }
fieldset { border: 0; margin: 0 0 16px; padding: 0; }
legend { font-weight: 600; margin-bottom: 4px; padding: 0; }
label.buyer { display: flex; gap: 10px; align-items: center; min-height: 44px; font-weight: 400; font-size: 15px; margin: 0; cursor: pointer; }
label.buyer input { width: 20px; min-height: 20px; height: 20px; flex: none; margin: 0; }
@media (min-width: 760px) { main { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 48px; padding-top: 48px; } main > .narrow { grid-column: 1 / -1; } .card { padding: 28px; } }
`;
