import type { Core } from '@strapi/strapi';
import type { CommandName } from '../../domain/case/commands';
import type { CaseState } from '../../domain/case/state';
import type { Person } from '../../domain/network/actor';
import { giveTo } from '../give';
import { isVisible } from './visible';

/** A person's command on a case, already validated. */
export interface Given {
  readonly actor: Person;
  readonly id: string;
  readonly command: CommandName;
  readonly data: unknown;
  readonly key: string;
  readonly expected?: number;
  readonly correlation: string;
}

/** Gives a command to a case and returns the case after it. Throws ApiError as `giveTo` does. */
export function give(strapi: Core.Strapi, { id, ...given }: Given): Promise<CaseState> {
  return giveTo<CaseState>(strapi, {
    ...given,
    stream: `case/${id}`,
    isVisible: given.command === 'open-case' ? null : (db) => isVisible(db, given.actor, id),
  });
}
