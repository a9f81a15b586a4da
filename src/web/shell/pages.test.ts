import { describe, expect, it } from 'vitest';
import { permissionsOf } from '../../people/people.rules.ts';
import { roles } from '../../people/people.schemas.ts';
import { pages, publicPages } from './pages.ts';

describe('who may open which page', () => {
  it('stands in a table: page, then a letter for each role (v c m b r s a w) that opens it', () => {
    const letters = ['v', 'c', 'm', 'b', 'r', 's', 'a', 'w'];
    const rows = pages.map(({ path, permission, text }) => {
      const open = roles.map((role, index) =>
        permission === null || permissionsOf(role).includes(permission) ? letters[index] : '-',
      );
      return `${open.join('')} /${path}${text ? '' : ' (not in the navigation)'}`;
    });
    expect(rows).toMatchInlineSnapshot(`
      [
        "----rsa- /review",
        "----rsa- /lookback",
        "---brsaw /ledger",
        "---b-s-- /signatures",
        "---brs-- /notices",
        "---brs-- /notices/:id/slip (not in the navigation)",
        "---b-sa- /tasks",
        "---b-s-- /lists",
        "---b-sa- /points",
        "---b-sa- /patrols",
        "---b-sa- /training",
        "---b-sa- /appeals",
        "---brsaw /counts",
        "---brsaw /stations/:id (not in the navigation)",
        "---brsaw /monthly-report",
        "---brsaw /meeting-pack (not in the navigation)",
        "vcmbrsa- /report",
        "vcmbrsa- /r/:code (not in the navigation)",
        "vcmbrsa- /mine",
        "------a- /stickers",
        "------a- /places",
        "------a- /homes",
        "------a- /people",
        "------a- /duties",
        "------a- /imports",
        "------a- /cameras",
        "------a- /cameras/:id (not in the navigation)",
        "------a- /cameras/:id/push (not in the navigation)",
        "------a- /devices",
        "------a- /cameras/:id/drawing (not in the navigation)",
        "-----sa- /hidden-photos",
        "-----sa- /second-looks",
        "------a- /invitations",
        "------a- /accounts/:id (not in the navigation)",
        "-----sa- /queue",
        "------a- /model",
        "------a- /settings",
        "------a- /messages",
        "-----sa- /audit-log",
        "vcmbrsaw /account (not in the navigation)",
      ]
    `);
  });

  it('has each address once, and none without an account but those for residents', () => {
    const paths = [...pages, ...publicPages].map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(publicPages.map(({ path }) => path)).toMatchInlineSnapshot(`
      [
        "join",
        "list",
        "list/:month",
        "q/:code",
        "n",
        "n/:code",
      ]
    `);
  });
});
