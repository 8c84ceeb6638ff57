import { z } from 'zod';
import type { Role } from '../../../src/domain/network/actor';
import networkData from '../data/network.json';
import { programme } from '../reference/programme';

const name = z.string().min(1).max(160);

/** The invented network: who works at the centre, and the associations with their sites. */
export const network = z
  .strictObject({
    central: z.array(
      z.strictObject({ role: z.enum(['directorate', 'communication']), email: z.email(), fullName: name }),
    ),
    associations: z.array(
      z.strictObject({
        key: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
        name,
        /** The Party's code. */
        party: name.nullable(),
        territory: z.string(),
        sites: z.array(z.strictObject({ name, address: name })).min(1),
        /** It has an operator who has left. */
        departed: z.literal(true).optional(),
      }),
    ),
  })
  .parse(networkData);

/** Somebody invented, with what their role gives them; `territory` and `association` are keys. */
export interface DemoUser {
  readonly role: Role;
  readonly email: string;
  readonly fullName: string;
  readonly language: 'it' | 'en';
  readonly territory?: string;
  readonly association?: string;
  readonly meetingLink?: string;
  readonly trainedOn?: string;
  readonly departed?: true;
}

const TRAINED_ON = '2025-02-10';

function inps(territory: string, city: string): readonly DemoUser[] {
  const host = `${territory}.inps.example`;
  const consultant = (number: 1 | 2): DemoUser => ({
    role: 'consultant',
    email: `consulente-${number}@${host}`,
    fullName: `Consulente Prova ${number}, ${city}`,
    language: 'it',
    territory,
    meetingLink: `https://incontri.example/${territory}-${number}`,
  });
  return [
    { role: 'structure', email: `struttura@${host}`, fullName: `Struttura Prova, ${city}`, language: 'it', territory },
    { role: 'referent', email: `referente@${host}`, fullName: `Referente Prova, ${city}`, language: 'it', territory },
    consultant(1),
    consultant(2),
  ];
}

function staff({ key, territory, departed }: (typeof network.associations)[number]): readonly DemoUser[] {
  const here = { territory, association: key, language: 'it' } as const;
  const host = `${key}.example`;
  return [
    { ...here, role: 'manager', email: `responsabile@${host}`, fullName: 'Responsabile Prova', trainedOn: TRAINED_ON },
    { ...here, role: 'operator', email: `operatrice-1@${host}`, fullName: 'Operatrice Prova 1', trainedOn: TRAINED_ON },
    { ...here, role: 'operator', email: `operatore-2@${host}`, fullName: 'Operatore Prova 2', language: 'en' },
    ...(departed
      ? [
          {
            ...here,
            role: 'operator' as const,
            email: `operatrice-3@${host}`,
            fullName: 'Operatrice Prova 3',
            departed,
          },
        ]
      : []),
  ];
}

/** Everybody who can sign in to the demo, central people first. */
export const demoUsers: readonly DemoUser[] = [
  ...network.central.map((one): DemoUser => ({ ...one, language: 'it' })),
  ...programme.territories.flatMap(({ code, name: city }) => inps(code, city)),
  ...network.associations.flatMap(staff),
];
