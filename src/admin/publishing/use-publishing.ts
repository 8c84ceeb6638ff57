import { useAPIErrorHandler, useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import type { PublishingPage } from '../../publishing/shown';
import { useWords } from './words';

// Not the page's own address, which the browser may load anew.
const PATH = '/admin/questionnaire-publishing';

/** The page's data and what can be done with them. */
export interface Publishing {
  /** Undefined while it is read the first time. */
  readonly page: PublishingPage | undefined;
  /** What went wrong when it was read. */
  readonly failure: string | undefined;
  /** Something is being done: nothing else can be begun. */
  readonly isBusy: boolean;
  publish(hash: string): Promise<void>;
  rollBack(number: number): Promise<void>;
}

/** Reads the page, and again after everything that is done. */
export function usePublishing(): Publishing {
  const { get, post } = useFetchClient();
  const { locale } = useIntl();
  const { toggleNotification } = useNotification();
  const { formatAPIError } = useAPIErrorHandler();
  const say = useWords();
  const [page, setPage] = useState<PublishingPage>();
  const [failure, setFailure] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  // The three functions that Strapi's hooks give are new at every rendering: what is read depends on the language alone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const read = useCallback(async () => {
    try {
      const { data } = await get<{ data: PublishingPage }>(PATH, { params: { language: locale } });
      setPage(data.data);
      setFailure(undefined);
    } catch (error) {
      setFailure(formatAPIError(error as Parameters<typeof formatAPIError>[0]));
    }
  }, [locale]);
  useEffect(() => {
    void read();
  }, [read]);

  const act = async (what: 'publish' | 'roll-back', body: object): Promise<void> => {
    setBusy(true);
    try {
      const { data } = await post<{ data: { number: number } }>(`${PATH}/${what}?language=${locale}`, body);
      toggleNotification({ type: 'success', message: say('done', { number: data.data.number }) });
    } catch (error) {
      toggleNotification({
        type: 'danger',
        message: formatAPIError(error as Parameters<typeof formatAPIError>[0]),
      });
    }
    await read();
    setBusy(false);
  };

  return {
    page,
    failure,
    isBusy,
    publish: (hash) => act('publish', { hash }),
    rollBack: (number) => act('roll-back', { number }),
  };
}
