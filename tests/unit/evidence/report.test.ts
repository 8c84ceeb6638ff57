import { createHash } from 'node:crypto';
import PDFDocument from 'pdfkit';
import { createAuthority, issue } from '../../../scripts/development-pki/authority';
import { certificatesPem } from '../../../scripts/development-pki/folder';
import { signPdf } from '../../../scripts/development-pki/sign-pdf';
import { isMessageKey } from '../../../src/domain/messages/message';
import { readTrustStore, SIGNATURE_PROBLEMS } from '../../../src/evidence/cms';
import { SIGNING_REFUSALS } from '../../../src/evidence/signed-document/examination';
import { examineSigned } from '../../../src/evidence/signed-document/examine';
import { reportOf, summaryOf } from '../../../src/evidence/signed-document/report';

it('the report holds everything as JSON, the summary nobody’s name', async () => {
  const document = new PDFDocument();
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  document.end();
  await new Promise((done) => document.on('end', done));
  const expected = Buffer.concat(parts);
  const authority = await createAuthority({ name: 'Autorità di prova' });
  const serialNumber = 'TINIT-XXXXXX00A00X000X';
  const mayor = await issue(authority, { commonName: 'Sindaca Prova', serialNumber, usage: 'signature' });
  const file = await signPdf(expected, mayor, { name: 'Sindaca Prova' });
  const context = { expected, trust: readTrustStore(certificatesPem(authority.certificate)), at: 1_900_000_000_000 };
  const report = reportOf(file, context, await examineSigned(file, context));

  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  expect(report).toMatchObject({
    format: 1,
    file: createHash('sha256').update(file).digest('hex'),
    expected: createHash('sha256').update(expected).digest('hex'),
    at: 1_900_000_000_000,
    signatures: [{ signer: { name: 'Sindaca Prova', identifier: serialNumber } }],
  });
  expect([report.trust.length, report.certificates.length]).toEqual([1, 1]);

  const summary = summaryOf(report);
  const { checks } = report.signatures[0] ?? {};
  const { signatureIds, ...rest } = summary;
  expect(rest).toEqual({ form: 'pades', refusal: null, signatures: 1, checks: [checks] });
  expect(JSON.stringify(rest)).not.toMatch(/Sindaca|TINIT|[0-9a-f]{20}/);
  // Of the signature's value, which is another in every signature; not of the certificate, which is whose it is.
  const again = await signPdf(file, mayor, { name: 'Sindaca Prova' });
  const both = summaryOf(reportOf(again, context, await examineSigned(again, context))).signatureIds;
  expect([both.length, both[0], new Set(both).size]).toEqual([2, signatureIds[0], 2]);
  expect(signatureIds).not.toContain(report.signatures[0]?.signer?.fingerprint);
});

it('every reason has its words', () => {
  const reasons = [...SIGNATURE_PROBLEMS, ...SIGNING_REFUSALS];
  expect(reasons.filter((reason) => !isMessageKey(`signing-reason.${reason}`))).toEqual([]);
});
