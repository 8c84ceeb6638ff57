import { render } from 'preact';
import { App } from './app';
import { eraseWhenLeft, wasErased } from './privacy/erase';
import { sourceTag } from './server/source-tag';
import { registerWorker } from './sw/register';
import { preferredLanguage } from './words/message';
import './style/base.css';
import './style/layout.css';
import './style/forms.css';
import './style/results.css';
import './style/print.css';

const root = document.getElementById('app');
if (root) {
  const language = preferredLanguage(navigator.languages);
  root.textContent = '';
  render(<App language={language} wasErased={wasErased()} tag={sourceTag(location.search)} />, root);
  eraseWhenLeft(() => render(null, root));
  registerWorker();
}
