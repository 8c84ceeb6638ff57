import { useAPIErrorHandler, useFetchClient } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import type { RehearsalChoices, ShownRehearsal } from '../../admin-config/rehearsal/shown';

// Not the page's own address, /admin/agreement-rehearsal: the browser could not load that again.
const PATH = '/admin/rehearsals';

/** What the person asked to see. Days as 'YYYY-MM-DD'. */
export interface Asked {
  readonly stream: string;
  readonly policy: string;
  readonly until: string;
}

/** The page's data. Undefined: being read. */
export interface RehearsalPage {
  readonly choices: RehearsalChoices | undefined;
  readonly shown: ShownRehearsal | undefined;
  readonly failure: string | undefined;
  readonly isBusy: boolean;
  rehearse(asked: Asked): Promise<void>;
}

/** Reads what can be rehearsed, and rehearses what is asked. */
export function useRehearsal(): RehearsalPage {
  const { get } = useFetchClient();
  const { locale } = useIntl();
  const { formatAPIError } = useAPIErrorHandler();
  const [choices, setChoices] = useState<RehearsalChoices>();
  const [shown, setShown] = useState<ShownRehearsal>();
  const [failure, setFailure] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  const attempt = async (act: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await act();
      setFailure(undefined);
    } catch (error) {
      setFailure(formatAPIError(error as Parameters<typeof formatAPIError>[0]));
    }
    setBusy(false);
  };

  // What can be rehearsed is read once: the functions that Strapi's hooks give are new at every rendering.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const read = useCallback(
    () =>
      attempt(async () => {
        const params = { language: locale };
        setChoices((await get<{ data: RehearsalChoices }>(PATH, { params })).data.data);
      }),
    [],
  );
  useEffect(() => {
    void read();
  }, [read]);

  return {
    choices,
    shown,
    failure,
    isBusy,
    rehearse: (asked) =>
      attempt(async () => {
        const params = { ...asked, language: locale };
        setShown((await get<{ data: ShownRehearsal }>(`${PATH}/lines`, { params })).data.data);
      }),
  };
}
