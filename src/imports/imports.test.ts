import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DutyList } from '../duties/duties.schemas.ts';
import type { HomeList } from '../places/homes.schemas.ts';
import { hoursFrom } from '../places/opening-hours.schemas.ts';
import type { StationList } from '../places/places.schemas.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity } from '../testing/community.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { columnsOf, dayFrom } from './import-columns.rules.ts';
import { type ImportKind, type ImportOutcome, type ImportTrial, importKinds } from './imports.schemas.ts';
import { readSheet, SheetError } from './sheet-reading.ts';

let service: TestService;
let community: TestCommunity;
let administrator: Client;
beforeAll(async () => {
  service = await startTestService();
  community = await setUpCommunity(service);
  administrator = community.administrator;
  await community.addEstate('云河安置苑');
  await community.addPerson('zhangsan', 'member');
});
afterAll(() => service.stop());

const send = (kind: ImportKind, bytes: Uint8Array, client = administrator) =>
  client.send<ImportTrial & { code: string; detail: string }>(
    'POST',
    `/api/v1/imports/${kind}?fileName=${encodeURIComponent('表.xlsx')}`,
    bytes,
    {
      'content-type': 'application/octet-stream',
    },
  );
const sendCsv = (kind: ImportKind, text: string) => send(kind, new TextEncoder().encode(text));
const commit = async (id: string, client = administrator) =>
  client.send<ImportOutcome & { code: string }>('POST', `/api/v1/imports/${id}/commit`);
const bookOf = async (rows: (string | number | object)[][]): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('数据').addRows(rows);
  return new Uint8Array(await book.xlsx.writeBuffer());
};
const homes = async (query = '') => (await administrator.get<HomeList>(`/api/v1/households?${query}`)).body;

describe('an import of homes', () => {
  it('takes over 2,024 homes from a workbook, and changes nothing the second time', async () => {
    const rows = Array.from({ length: 22 }, (_, building) =>
      Array.from({ length: 2 }, (_, unit) =>
        Array.from({ length: 46 }, (_, home) => [
          '云河安置苑',
          `${building + 1}幢`,
          `${unit + 1}单元`,
          101 + (home % 2) + 100 * Math.floor(home / 2),
        ]),
      ).flat(),
    ).flat();
    const file = await bookOf([['小区', '楼栋', '单元', '房号', '备注'], ...rows]);
    const began = performance.now();
    const tried = await send('households', file);
    expect(tried.body).toMatchObject({
      rows: 2024,
      added: 2024,
      changed: 0,
      unchanged: 0,
      faults: [],
      ignored: ['备注'],
    });
    expect((await homes()).total).toBe(0);
    expect((await commit(tried.body.id)).body).toEqual({ added: 2024, changed: 0, unchanged: 0 });
    console.log(`2,024 homes tried and taken over in ${Math.round(performance.now() - began)} ms`);
    expect((await homes()).total).toBe(2024);
    expect((await commit(tried.body.id)).body).toEqual({ added: 2024, changed: 0, unchanged: 0 });
    expect((await homes()).total).toBe(2024);
    expect((await send('households', file)).body).toMatchObject({ added: 0, changed: 0, unchanged: 2024, faults: [] });
  });

  it('tells each row’s fault with row and column, and takes nothing over before they are mended', async () => {
    const { body } = await sendCsv(
      'households',
      '小区,楼栋,单元,房号\r\n云河安置苑,90幢,1单元,101\r\n云合安置苑,90幢,1单元,102\r\n\r\n云河安置苑,,1单元,103\r\n云河安置苑,90幢,1单元,101\r\n云河安置苑,90幢,1单元,=1+1\r\n',
    );
    expect(body.faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, '小区', 'unknown_estate'],
      [5, '楼栋', 'missing'],
      [6, '', 'duplicate'],
      [7, '房号', 'formula'],
    ]);
    expect(body.faults[0]?.value).toBe('云合安置苑');
    expect((await commit(body.id)).body.code).toBe('import_changed');
    expect((await homes('search=90幢')).total).toBe(0);
  });

  it('reads GB18030 and English headers, restores what was retired, and is its sender’s alone', async () => {
    const gb = Buffer.from('d0a1c7f82cc2a5b6b02cb5a5d4aa2cb7bfbac50d0a', 'hex');
    const row = Buffer.concat([gb, Buffer.from('d4c6bad3b0b2d6c3d4b72c31b4b12c31b5a5d4aa2c313031', 'hex')]);
    expect((await send('households', row)).body).toMatchObject({ rows: 1, faults: [], unchanged: 1 });
    const [home] = (await homes('search=1-1-101')).items;
    await administrator.send('POST', `/api/v1/places/household/${home!.id}/retire`);
    const again = await sendCsv('households', 'Estate,Building,Unit,Room\n云河安置苑,1幢,1单元,101\n');
    expect(again.body).toMatchObject({ changed: 1, faults: [] });
    const other = await community.addPerson('admin2', 'administrator');
    expect((await commit(again.body.id, other)).status).toBe(404);
    await commit(again.body.id);
    expect((await homes('search=1-1-101')).items).toMatchObject([{ id: home!.id, code: home!.code }]);
  });

  it('has formulas in workbooks told, not run', async () => {
    const file = await bookOf([
      ['小区', '楼栋', '单元', '房号'],
      ['云河安置苑', '1幢', '1单元', { formula: '1+1', result: 2 }],
    ]);
    expect((await send('households', file)).body.faults).toMatchObject([{ row: 2, column: '房号', code: 'formula' }]);
  });
});

describe('imports of stations, people and fields', () => {
  it('make and change them, and say what can’t be', async () => {
    const stations = await sendCsv(
      'stations',
      '小区,投放点,开放时间,应投类别,桶名\n云河安置苑,东门,06:30-08:30 18:00-20:00,厨余垃圾,\n云河安置苑,东门,,其他垃圾,\n云河安置苑,西门,早上,厨余垃圾,\n云河安置苑,西门,,塑料,\n',
    );
    expect(stations.body.faults.map(({ row, code }) => [row, code])).toEqual([
      [4, 'bad_hours'],
      [5, 'unknown_category'],
    ]);
    const right = await sendCsv(
      'stations',
      '小区,投放点,开放时间,应投类别\n云河安置苑,东门,07:00-09:00,厨余垃圾\n云河安置苑,东门,,其他垃圾\n',
    );
    expect((await commit(right.body.id)).body).toEqual({ added: 2, changed: 0, unchanged: 0 });
    const { items } = (await administrator.get<StationList>('/api/v1/stations')).body;
    expect(items).toMatchObject([
      { name: '东门', openingHours: [['07:00', '09:00']], bins: [{ expected: 'kitchen' }, { expected: 'residual' }] },
    ]);

    const people = await sendCsv(
      'people',
      '用户名,姓名,身份,所属小区,支部名称\nlisi,李四,党员,云河安置苑,第一支部\nzhangsan,张三,党员,,第一支部\nadmin,某人,观察员,,\nX,某人,党员,,\nwang,王五,管理员,,\n',
    );
    expect(people.body.faults.map(({ row, code }) => [row, code])).toEqual([
      [4, 'administrator'],
      [5, 'bad_username'],
      [6, 'unknown_role'],
    ]);
    const some = await sendCsv(
      'people',
      '用户名,姓名,身份,所属小区,支部名称\nlisi,李四,党员,云河安置苑,第一支部\nzhangsan,张三,党员,,第一支部\n',
    );
    expect((await commit(some.body.id)).body).toEqual({ added: 1, changed: 1, unchanged: 0 });

    const field = '党员用户名,小区,楼栋,单元,房号,开始日期,结束日期\n';
    const fields = await sendCsv(
      'fields',
      `${field}lisi,云河安置苑,3幢,,,2026/1/1,\nzhangsan,云河安置苑,3幢,,,2026-06-01,\nnobody,云河安置苑,4幢,,,2026-01-01,\nlisi,云河安置苑,77幢,,,2026-01-01,\nlisi,云河安置苑,5幢,,,2026-02-30,\n`,
    );
    expect(fields.body.faults.map(({ row, code }) => [row, code])).toEqual([
      [3, 'refused'],
      [4, 'unknown_person'],
      [5, 'unknown_home'],
      [6, 'bad_day'],
    ]);
    expect(fields.body.faults[0]?.detail).toContain('李四');
    const given = await sendCsv('fields', `${field}lisi,云河安置苑,3幢,,,2026/1/1,\n`);
    expect((await commit(given.body.id)).body).toEqual({ added: 1, changed: 0, unchanged: 0 });
    const ended = await sendCsv('fields', `${field}lisi,云河安置苑,3幢,,,2026/1/1,2026年12月31日\n`);
    expect((await commit(ended.body.id)).body).toEqual({ added: 0, changed: 1, unchanged: 0 });
    const list = (await administrator.get<DutyList>('/api/v1/duties?kind=field')).body.items;
    expect(list).toMatchObject([{ person: { name: '李四' }, fromDay: '2026-01-01', lastDay: '2026-12-31' }]);
  });
});

describe('the templates', () => {
  it.each([...importKinds])('of %s is read by its own import', async (kind) => {
    const answer = await fetch(`${service.url}/api/v1/imports/${kind}/template.xlsx`, {
      headers: administrator.credentials,
    });
    const sheet = await readSheet(Buffer.from(await answer.arrayBuffer()));
    expect(sheet.rows[0]?.cells).toHaveLength(columnsOf[kind].length);
    expect(sheet.rows).toHaveLength(3);
  });
});

describe('a file that is none', () => {
  it('is refused with a reason', async () => {
    const answers = [
      await sendCsv('households', '小区,楼栋\n云河安置苑,1幢\n'),
      await sendCsv('households', '小区,楼栋,单元,房号\n'),
      await send('households', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3])),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      Array(3).fill([422, 'sheet_not_understood']),
    );
    expect(answers[0]?.body.detail).toContain('单元');
    expect((await send('households', new Uint8Array(6_000_000))).status).toBe(413);
  });

  it('that unpacks to far more than it says is given up before it is unpacked whole', async () => {
    const packed = deflateRawSync(Buffer.alloc(200_000_000));
    const name = Buffer.from('xl/a.xml');
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(10, 24);
    central.writeUInt16LE(name.length, 28);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(30 + name.length + packed.length, 16);
    const bomb = Buffer.concat([local, name, packed, central, name, end]);
    expect(bomb.length).toBeLessThan(1_000_000);
    await expect(readSheet(bomb)).rejects.toThrow(SheetError);
  });
});

describe('days and hours', () => {
  it('are understood as people write them, and nothing that is none', () => {
    expect(['2026-1-5', '2026/01/05', '2026年1月5日', '2026-02-30', '5.1.2026', ''].map(dayFrom)).toEqual([
      ...Array(3).fill('2026-01-05'),
      ...Array(3).fill(null),
    ]);
    expect(hoursFrom('6:30-8:30，18：00～20：00')).toEqual([
      ['06:30', '08:30'],
      ['18:00', '20:00'],
    ]);
    expect(['08:30-06:30', '06:30-08:30 08:00-09:00', '25:00-26:00', ''].map(hoursFrom)).toEqual(Array(4).fill(null));
  });
});
