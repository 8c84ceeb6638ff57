import { useWords } from '../words/words';

/** What holds on every page. */
export function Footer() {
  const { t } = useWords();
  return (
    <footer class="footer">
      <p>{t('footer.private')}</p>
    </footer>
  );
}
