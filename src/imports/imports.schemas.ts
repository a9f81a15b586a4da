/** Imports from spreadsheets as the API takes and shows them. */

export const importKinds = ['households', 'stations', 'people', 'fields'] as const;
