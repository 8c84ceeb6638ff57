import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Node {
  readonly role?: string;
  readonly children?: readonly Node[];
}
/** What pdfjs reads of a PDF (`pdf-as-json.mjs`). */
export interface ReadPdf {
  readonly info: Readonly<Record<string, unknown>>;
  /** The title in the XML that describes the document. */
  readonly title: string | null;
  readonly marked: { readonly Marked: boolean };
  readonly pages: readonly {
    readonly pieces: readonly { readonly tag: string | null; readonly text: string }[];
    readonly tree: Node;
    readonly box: readonly number[];
  }[];
}

/** Each PDF as pdfjs reads it. */
export function readPdfs(pdfs: readonly Buffer[]): readonly ReadPdf[] {
  const folder = mkdtempSync(join(tmpdir(), 'inps-per-tutti-pdf-'));
  try {
    const paths = pdfs.map((pdf, index) => {
      const path = join(folder, `${index}.pdf`);
      writeFileSync(path, pdf);
      return path;
    });
    const said = execFileSync(process.execPath, [join(__dirname, 'pdf-as-json.mjs'), ...paths], { maxBuffer: 1e9 });
    return JSON.parse(said.toString('utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The pieces that are read aloud, in the order of the pages: artifacts are not. */
export const readAloud = (pdf: ReadPdf): { readonly tag: string | null; readonly text: string }[] =>
  pdf.pages.flatMap(({ pieces }) => pieces.filter(({ tag }) => tag !== 'Artifact'));

/** A text's words, whatever stands between them. */
export const wordsOf = (text: string): string[] => text.split(/[\s\u00a0]+/).filter((word) => word !== '');

/** Every node of a tree, in order. */
export function nodesIn(node: Node): Node[] {
  return [node, ...(node.children ?? []).flatMap(nodesIn)];
}

/** Every role of a tree with how deep it stands, in order. */
export function rolesIn(node: Node, depth = 0): string[] {
  const inside = (node.children ?? []).flatMap((one) => rolesIn(one, depth + 1));
  return node.role === undefined ? inside : [`${depth} ${node.role}`, ...inside];
}
