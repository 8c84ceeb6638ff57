import { render } from 'preact';
import { eraseWhenLeft, wasErased } from '../privacy/erase';
import { preferredLanguage } from '../words/message';
import { Desk } from './desk';
import '../style/base.css';
import '../style/layout.css';
import '../style/forms.css';
import '../style/results.css';
import './style/desk.css';

const root = document.getElementById('app');
if (root) {
  root.textContent = '';
  const language = preferredLanguage(navigator.languages) === 'en' ? 'en' : 'it';
  render(<Desk language={language} wasErased={wasErased()} />, root);
  eraseWhenLeft(() => render(null, root));
}
