import { z } from 'zod';
import type { DraftFault, VariableSpec, VariableValue } from './types';

type Fault = Omit<DraftFault, 'field'>;
const fault = (key: string, values: Fault['values'] = {}): Fault => ({ key, values });

/** A day as both languages write it in figures: `04/06/2021`. */
const inFigures = (date: string): string => date.split('-').reverse().join('/');

function checkInteger(spec: VariableSpec & { kind: 'integer' }, value: VariableValue): Fault | null {
  if (!Number.isSafeInteger(value) || typeof value !== 'number') return fault('invalid.whole-number');
  if (value < spec.min) return fault('invalid.too-small', { min: spec.min });
  return value > spec.max ? fault('invalid.too-big', { max: spec.max }) : null;
}

function checkDate(spec: VariableSpec & { kind: 'date' }, value: VariableValue): Fault | null {
  if (typeof value !== 'string' || !z.iso.date().safeParse(value).success) return fault('invalid.day');
  if (spec.from !== undefined && value < spec.from) return fault('invalid.before', { date: inFigures(spec.from) });
  return spec.to !== undefined && value > spec.to ? fault('invalid.after', { date: inFigures(spec.to) }) : null;
}

function checkChoices(spec: VariableSpec & { kind: 'choice' | 'choices' }, value: VariableValue): Fault | null {
  const [codes, max] = spec.kind === 'choices' ? [value, spec.max] : [[value], 1];
  if (!Array.isArray(codes)) return fault('invalid.type');
  if (codes.length === 0) return fault('invalid.too-few', { min: 1 });
  if (codes.length > max) return fault('invalid.too-many', { max });
  if (new Set(codes).size < codes.length) return fault('invalid.repeated');
  const known = spec.options.map(({ code }) => code);
  const choices = spec.options.map(({ words }) => words).join(', ');
  return codes.every((code) => known.includes(String(code))) ? null : fault('invalid.choice', { choices });
}

/** What is wrong with a value for a variable, or null. `undefined` is a value that was not given. */
export function checkValue(spec: VariableSpec, value: VariableValue | undefined): Fault | null {
  if (value === undefined) return fault('invalid.required');
  switch (spec.kind) {
    case 'integer':
      return checkInteger(spec, value);
    case 'date':
      return checkDate(spec, value);
    case 'time':
      return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? null : fault('invalid.time');
    case 'choice':
    case 'choices':
      return checkChoices(spec, value);
  }
}
