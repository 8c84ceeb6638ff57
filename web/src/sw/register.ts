/** Has the pages kept for when there is no connection. Where they can't be, everything works but that. */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  const register = () => {
    void navigator.serviceWorker
      .register(`${import.meta.env.BASE_URL}sw.js`)
      .then(takeOver)
      .catch(() => undefined);
  };
  // After the page's own loading: whoever waits for the first question waits for nothing else.
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}

/**
 * A newer release that was fetched earlier is put in use now, while nothing was answered: later it would wait until every
 * page is closed, which on a device that many share may be never.
 */
function takeOver({ waiting }: ServiceWorkerRegistration): void {
  if (!waiting) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage('take-over');
}
