import { absenceAfter } from '../../../web/src/privacy/idle';
import { sourceTag } from '../../../web/src/server/source-tag';

test('an absence is noticed after four minutes, and over after five', () => {
  expect(absenceAfter(0)).toBe('none');
  expect(absenceAfter(4 * 60_000 - 1)).toBe('none');
  expect(absenceAfter(4 * 60_000)).toEqual({ left: 60_000 });
  expect(absenceAfter(5 * 60_000 - 1)).toEqual({ left: 1 });
  expect(absenceAfter(5 * 60_000)).toBe('over');
});

test('a source tag is a short word of small letters, figures and hyphens, or there is none', () => {
  expect(sourceTag('?da=caritas-roma')).toBe('caritas-roma');
  expect(sourceTag('?da=Caritas')).toBe('caritas');
  for (const odd of ['', '?da=', '?da=a b', `?da=${'a'.repeat(41)}`, '?da=<script>', '?altro=x'])
    expect(sourceTag(odd)).toBeNull();
});
