// The look of the HTML form: the printed page's, for a screen of any width and for a browser's own printing.
export const htmlStyle = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #000; font: 17px/1.45 "Source Sans 3", "Source Sans Pro", system-ui, sans-serif; hyphens: auto; overflow-wrap: break-word; }
.page { max-width: 54rem; margin: 0 auto; padding: 2.5rem 1.5rem; }
.internal { color: #a12623; font-weight: 600; border-bottom: 2px solid #a12623; padding-bottom: .3rem; margin: 0 0 1.5rem; text-align: right; font-size: .85rem; }
.head { display: flex; flex-wrap: wrap; gap: .5rem 2rem; justify-content: space-between; align-items: flex-end; border-bottom: 1.5px solid #000; padding-bottom: .8rem; margin-bottom: 1rem; }
.head.for-internal { border-color: #a12623; }
.head p { margin: 0; }
.head .right { text-align: right; font-size: .85rem; color: #444; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .2rem; font-weight: 600; hyphens: none; }
.subtitle { font-size: 1.15rem; }
h2, h3, h4 { font-weight: 600; line-height: 1.3; margin: 1.6em 0 .4em; }
h2 { font-size: 1.2rem; }
h3, h4 { font-size: 1rem; }
h4 { font-style: italic; }
p, ul, ol, dl, table, figure, .callout { margin: .6em 0; }
ul { list-style: "–  "; }
ul, ol { padding-left: 1.2em; }
li { margin: .15em 0; }
strong { font-weight: 600; }
code { font: .92em "Source Code Pro", ui-monospace, monospace; overflow-wrap: anywhere; }
.link { overflow-wrap: anywhere; hyphens: none; }
.small { font-size: .85rem; color: #444; }
.lead { font-size: 1.15rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .3rem; }
th, td { text-align: left; vertical-align: top; font-weight: 400; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid #aaa; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: #444; border-bottom: 1.5px solid #555; }
.right-aligned { text-align: right; }
tr { break-inside: avoid; }
dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .25rem 1.2rem; }
dt { color: #444; }
dd { margin: 0; }
.callout { border-left: 3px solid #000; padding: .1rem 0 .1rem .8rem; }
.callout > p:first-child { margin-top: 0; font-weight: 600; }
.columns { display: flex; flex-wrap: wrap; gap: 1.5rem 2rem; }
.columns > div { flex: 1 1 14rem; min-width: 0; }
.key-groups { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(4, auto); gap: .6rem 1.2rem; justify-content: start; font: 600 1.2rem "Source Code Pro", ui-monospace, monospace; }
.key-groups span { font: 400 .8rem "Source Sans 3", system-ui, sans-serif; color: #444; margin-right: .4rem; }
img { max-width: 100%; height: auto; }
figure { margin-left: 0; }
figcaption { font-size: .85rem; color: #444; }
.missing { border: 1.5px dashed #a12623; border-radius: 3px; color: #a12623; font-weight: 600; padding: 0 .25rem; }
.changed { position: relative; }
.changed::before { content: ""; position: absolute; left: -1rem; top: .3rem; bottom: .3rem; border-left: 4px solid #0c5b68; }
.hanging > section { display: grid; grid-template-columns: 14rem 1fr; gap: 0 1.5rem; padding: .9rem 0; border-top: 1px solid #bbb; }
.hanging > section:first-child { border-top: 0; padding-top: .2rem; }
.hanging > section > h2 { font-size: 1rem; margin: 0; }
.hanging > section > div > :first-child { margin-top: 0; }
.hanging > section > div > :last-child { margin-bottom: 0; }
.large { font-size: 22px; }
.short { font-size: 20px; }
footer { border-top: 1px solid #aaa; margin-top: 2.5rem; padding-top: .4rem; font-size: .8rem; color: #444; }
@media (max-width: 44rem) { .hanging > section { display: block; } .hanging > section > h2 { margin-bottom: .4rem; } .head .right { text-align: left; } dl { display: block; } dd { margin-bottom: .5rem; } .table { overflow-x: auto; } }
@media print { @page { size: A4; margin: 18mm 20mm 20mm; } .page { padding: 0; max-width: none; } body { font-size: 10.5pt; } .large { font-size: 16pt; } .short { font-size: 14pt; } h2, h3, h4 { break-after: avoid; } thead { display: table-header-group; } }
`
