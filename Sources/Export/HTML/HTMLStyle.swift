/// How the page looks: on a screen light or dark as its reader likes, on paper dark on white.
enum HTMLStyle {
  /// What the page's one `style` element holds, in order.
  static func sheets(isVerified: Bool) -> [StaticString] {
    isVerified ? [sheet] : [sheet, unverifiedSheet]
  }

  /// On each sheet of paper of a report that is not verified.
  private static let unverifiedSheet: StaticString = """
    @page { @top-center { content: "NOT VERIFIED"; font-weight: bold; } }

    """

  private static let sheet: StaticString = """

    :root {
      color-scheme: light dark;
      --page: #ffffff; --card: #f6f8fa; --line: #838c95; --text: #1b1f24; --dim: #4d555d;
      --link: #0550ae; --pass: #116329; --fail: #a40e26; --care: #7a4b00; --mark: #2da44e;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --page: #0d1117; --card: #161b22; --line: #6e7681; --text: #e6edf3; --dim: #a3adb8;
        --link: #79c0ff; --pass: #56d364; --fail: #ff7b72; --care: #e3b341; --mark: #238636;
      }
    }
    * { box-sizing: border-box; }
    html { background: var(--page); scroll-padding-top: 1rem; }
    body {
      margin: 0 auto; padding: 0 1rem 3rem; max-width: 60rem; color: var(--text);
      font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
    }
    h1, h2, h3, h4 { line-height: 1.25; margin: 1.5rem 0 .5rem; }
    h1 { font-size: 1.75rem; }
    h2 { font-size: 1.4rem; margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
    h3 { font-size: 1.15rem; }
    h4 { font-size: 1rem; }
    p, ul { margin: .5rem 0; }
    ul { padding-left: 1.5rem; }
    a { color: var(--link); }
    a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    code { font: .9em ui-monospace, monospace; unicode-bidi: isolate; }
    .skip { position: absolute; left: -100vw; padding: .5rem; background: var(--page); }
    .skip:focus-within { left: 0; }
    nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none; }
    .warning { border: 3px solid var(--fail); padding: .5rem 1rem; color: var(--fail); }
    .warning { position: sticky; top: 0; z-index: 1; background: var(--page); }
    html:has(.unverified) { scroll-padding-top: 5rem; }
    .verdict { font-size: 1.4rem; margin: .5rem 0; padding: .5rem 1rem; }
    .verdict { border: 2px solid; border-left-width: 12px; background: var(--card); }
    .state { font-weight: bold; }
    .card {
      margin: .75rem 0; padding: .25rem 1rem .5rem; background: var(--card);
      border: 1px solid var(--line); border-left: 6px solid var(--line);
      contain: paint; content-visibility: auto; contain-intrinsic-block-size: auto 14rem;
    }
    .card > h3, .card > h4 { margin-top: .5rem; }
    .badge { display: inline-block; border: 2px solid; border-radius: .25rem; padding: 0 .4rem; margin-right: .25rem; }
    .good, .badge.pass { color: var(--pass); }
    .bad, .badge.fail { color: var(--fail); }
    .verdict.care, .badge.care { color: var(--care); }
    .badge.na, .badge.open { color: var(--dim); }
    .card.pass { border-left-color: var(--pass); }
    .card.fail { border-left-color: var(--fail); }
    .card.care { border-left-color: var(--care); }
    dl { display: grid; grid-template-columns: 8.5rem 1fr; gap: .25rem 1rem; margin: .5rem 0; }
    dt { color: var(--dim); }
    dd { margin: 0; min-width: 0; }
    .said { white-space: pre-wrap; unicode-bidi: plaintext; overflow: clip; }
    .columns { font: .9em/1.5 ui-monospace, monospace; }
    table { width: 100%; border-collapse: collapse; margin: 1rem 0; }
    caption { text-align: left; color: var(--dim); padding: .25rem 0; }
    th, td {
      text-align: left; vertical-align: top; padding: .3rem .5rem;
      border-bottom: 1px solid var(--line);
    }
    th { font-weight: normal; }
    thead th { color: var(--dim); vertical-align: bottom; }
    td ul { margin: 0; padding-left: 1rem; }
    .n { text-align: right; font-variant-numeric: tabular-nums; width: 4.5rem; }
    .chart thead th:not(:first-child) { text-align: right; overflow-wrap: normal; }
    .figures:not(.chart) { width: auto; }
    .figures thead th:nth-child(2) { text-align: right; }
    svg { display: block; }
    .row { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .75rem; }
    .row > :first-child { flex: 1 1 10rem; }
    .bar { flex: 2 1 14rem; width: 100%; height: .9rem; background: var(--page); }
    .patterns { position: absolute; }
    .key { display: inline-block; margin-right: .5rem; }
    .swatch { display: inline-block; width: 1.5rem; height: .8rem; vertical-align: middle; }
    rect.fail { fill: var(--fail); stroke: var(--fail); }
    rect.pass { fill: var(--mark); }
    rect.open, rect.na, rect.expired { fill: var(--card); stroke: var(--line); }
    path.hatch, path.lines, path.cross { fill: none; stroke: var(--dim); stroke-width: 1.5; }
    footer { margin-top: 3rem; color: var(--dim); }
    @media (max-width: 40rem) {
      dl { grid-template-columns: 1fr; gap: 0; }
      dd { margin-bottom: .4rem; }
      th, td { padding: .3rem .25rem; }
      .n { width: auto; }
      .row { display: block; }
      .chart thead th:not(:first-child) {
        writing-mode: vertical-rl; writing-mode: sideways-lr; text-align: left;
      }
    }
    @page { margin: 12mm 15mm; @bottom-right { content: counter(page) " / " counter(pages); } }
    @media print {
      .warning { position: static; }
      body { max-width: none; padding: 0; font-size: 9pt; line-height: 1.35; }
      h2 { margin-top: 1.5rem; }
      nav, .skip { display: none; }
      .card { break-inside: avoid; contain: none; content-visibility: visible; }
      .card { margin: .4rem 0; padding: 0 .75rem; }
      .card > *, .card > h3, .card > h4 { margin: .2rem 0; }
      dl { display: block; }
      dt { float: left; clear: left; width: 8rem; }
      dd { display: flow-root; margin-left: 8.5rem; }
      .row > :first-child, .bar { flex-basis: 6rem; }
      th, td { padding: .15rem .5rem; }
      h1, h2, h3, h4, caption { break-after: avoid; }
      thead { display: table-header-group; }
      tr, .short { break-inside: avoid; }
      a { color: inherit; text-decoration: none; }
      a[rel]::after { content: " (" attr(href) ")"; }
    }

    """
}
