/** A photograph as evidence; where it was hidden meanwhile, or doesn't come, words stand in its place. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  src: string;
  alt: string;
  className?: string | undefined;
}

export function EvidencePicture({ src, alt, className }: Props) {
  const { t } = useTranslation();
  const [failed, setFailed] = useState<string | null>(null);
  if (failed === src) {
    return (
      <span role="img" aria-label={alt} className={className} style={{ padding: 12, color: 'var(--ink-soft)' }}>
        {t('hiding.notShown')}
      </span>
    );
  }
  return <img className={className} src={src} alt={alt} onError={() => setFailed(src)} />;
}
