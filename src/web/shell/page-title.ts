/** The document's title: the page, then the product. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** `title` in the person's language; undefined: the product alone. */
export function usePageTitle(title?: string): void {
  const { t } = useTranslation();
  const product = t('product.full');
  useEffect(() => {
    document.title = title ? `${title} · ${product}` : product;
  }, [title, product]);
}
