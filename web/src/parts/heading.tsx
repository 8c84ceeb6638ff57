import type { ComponentChildren } from 'preact';

/** The page's one heading: it takes the focus when the page is new. */
export function Heading({ children }: { readonly children: ComponentChildren }) {
  return <h1 tabIndex={-1}>{children}</h1>;
}
