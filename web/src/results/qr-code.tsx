import { useEffect, useState } from 'preact/hooks';

/** A QR code as a drawing. Its maker is fetched only when there is something to draw. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const [rows, setRows] = useState<readonly (readonly boolean[])[]>([]);
  useEffect(() => {
    // Quarter of the code may be lost in a fold; four modules of quiet, as ISO/IEC 18004 asks.
    void import('uqr').then(({ encode }) => setRows(encode(text, { ecc: 'Q', border: 4 }).data));
  }, [text]);
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg
      class="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${rows.length || 1} ${rows.length || 1}`}
      shape-rendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
