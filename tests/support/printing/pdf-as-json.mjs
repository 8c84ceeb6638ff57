/**
 * node pdf-as-json.mjs file… prints what pdfjs reads of each PDF as a JSON array. Apart from the tests because jest does not load
 * ECMAScript modules. A page is its pieces of text in the order of the page, each with the tag it is marked with, and its tree.
 */
import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const documents = [];
for (const path of process.argv.slice(2)) documents.push(await read(new Uint8Array(await readFile(path))));
process.stdout.write(JSON.stringify(documents));

async function read(data) {
  const task = getDocument({ data, verbosity: 0 });
  const file = await task.promise;
  const { info, metadata } = await file.getMetadata();
  const pages = [];
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    pages.push({ pieces: piecesOf(items), tree: await page.getStructTree(), box: page.view });
  }
  const marked = await file.getMarkInfo();
  await task.destroy();
  return { info, title: metadata?.get('dc:title') ?? null, marked, pages };
}

function piecesOf(items) {
  const open = [];
  const pieces = [];
  for (const item of items) {
    if (item.type === 'endMarkedContent') open.pop();
    else if (item.type) {
      open.push(item.tag);
      pieces.push({ tag: item.tag, text: '' });
    } else if (open.length > 0) pieces[pieces.length - 1].text += item.str + (item.hasEOL ? ' ' : '');
    else pieces.push({ tag: null, text: item.str });
  }
  return pieces;
}
