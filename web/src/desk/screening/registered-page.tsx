import { Heading } from '../../parts/heading';
import type { CaseView } from '../api/shapes';
import { useDeskWords } from '../words';

interface RegisteredPageProps {
  readonly view: CaseView;
  readonly toCase: () => void;
  readonly leave: () => void;
}

/** After registering. */
export function RegisteredPage({ view, toCase, leave }: RegisteredPageProps) {
  const { d } = useDeskWords();
  return (
    <>
      <Heading>{d('registered.title')}</Heading>
      <p class="lead">{d('registered.text', { code: view.code })}</p>
      <div class="actions">
        <button type="button" class="primary" onClick={toCase}>
          {d('registered.case')}
        </button>
        <button type="button" class="secondary" onClick={leave}>
          {d('case.leave')}
        </button>
      </div>
    </>
  );
}
