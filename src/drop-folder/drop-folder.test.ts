import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CameraDetail } from '../cameras/cameras.schemas.ts';
import { openDatabase } from '../platform/db/database.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { waitFor } from '../testing/wait.ts';
import type { DropFolderView, DropTrialAnswer } from './drop-folder.schemas.ts';
import { patternFault, readName } from './drop-names.rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'greensleeve-drop-'));
const now = Date.parse('2026-11-20T10:30:00Z');
let service: TestService;
let community: TestCommunity;
let station: TestStation;
let other: TestStation;
beforeAll(async () => {
  mkdirSync(join(folder, 'east/2026-11-20'), { recursive: true });
  mkdirSync(join(folder, 'recorder'));
  // Written before the service starts: the scan at its start finds it, once there is a camera that it is of.
  service = await startTestService({ clock: () => now, config: { dropDir: folder } });
  community = await setUpCommunity(service);
  const estate = await community.addEstate('One');
  station = await community.addStation(estate, 'East gate', ['kitchen']);
  other = await community.addStation(estate, 'West gate', ['kitchen']);
  await give(station, 'east');
  await give(other, 'recorder', 2);
});
afterAll(async () => {
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

const give = (of: TestStation, name: string, channel = 0) =>
  community.administrator.send<{ code: string }>('PUT', `/api/v1/cameras/${of.camera.id}/drop-folder`, {
    folder: name,
    channel,
  });
const received = async (of: TestStation) =>
  (await community.administrator.get<CameraDetail>(`/api/v1/cameras/${of.camera.id}`)).body.today.received;
const view = async () => (await community.administrator.get<DropFolderView>('/api/v1/drop-folder')).body;
let seed = 100;
const photo = () => fieldsPicture(['kitchen'], seed++);
function capturesOf(of: TestStation) {
  const db = openDatabase(join(service.dataDir, 'greensleeve.db'));
  const rows = db.$client
    .prepare<[number], { capturedAt: number; late: number }>(
      'SELECT captured_at AS capturedAt, late FROM capture WHERE camera_id = ? ORDER BY captured_at',
    )
    .all(of.camera.id);
  db.$client.close();
  return rows;
}
/** Nothing but folders is left that is not hidden. */
const left = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && !one.parentPath.slice(folder.length).includes('/.'))
    .map(({ name }) => name);

describe('the drop folder', () => {
  it('takes in a file by its camera’s folder and the time of its name, and deletes it', async () => {
    const path = join(folder, 'east/2026-11-20/192.168.1.64_01_20261120182501000_TIMING.jpg');
    writeFileSync(path, await photo());
    utimesSync(path, now / 1_000, now / 1_000);
    await waitFor(() => !existsSync(path), { what: 'the file to be taken in' });
    expect(capturesOf(station)).toEqual([{ capturedAt: Date.parse('2026-11-20T18:25:01+08:00'), late: 0 }]);
  });

  it('waits for the end of a file that is written in pieces', async () => {
    const bytes = await photo();
    const path = join(folder, 'east/192.168.1.64_01_20261120182600000_TIMING.jpg');
    writeFileSync(path, bytes.subarray(0, bytes.length >> 1));
    const before = capturesOf(station).length;
    const second = join(folder, 'east/192.168.1.64_01_20261120182700000_TIMING.jpg');
    writeFileSync(second, await photo());
    await waitFor(() => !existsSync(second), { what: 'the whole file' });
    expect(existsSync(path)).toBe(true);
    expect(capturesOf(station)).toHaveLength(before + 1);
    appendFileSync(path, bytes.subarray(bytes.length >> 1));
    await waitFor(() => !existsSync(path), { what: 'the other half' });
    expect(capturesOf(station)).toHaveLength(before + 2);
  });

  it('tells a recorder’s cameras apart by channel, and marks what comes long after it was taken', async () => {
    const path = join(folder, 'recorder/10.0.0.2_2_20261120080000_TIMING.jpg');
    writeFileSync(path, await photo());
    await waitFor(() => !existsSync(path));
    expect(capturesOf(other)).toEqual([{ capturedAt: Date.parse('2026-11-20T08:00:00+08:00'), late: 1 }]);
  });

  it('takes the same photograph in once, however often it is written', async () => {
    const bytes = await photo();
    const before = await received(station);
    for (const second of ['10', '11']) {
      const path = join(folder, `east/192.168.1.64_01_202611201828${second}000_TIMING.jpg`);
      writeFileSync(path, bytes);
      await waitFor(() => !existsSync(path));
    }
    expect(await received(station)).toBe(before + 1);
  });

  it('puts aside with a reason what it can’t read, but keeps nothing unmasked of a masked camera', async () => {
    const strange = { name: join(folder, 'east/holiday.jpg'), of: join(folder, 'nobody/20261120182501.jpg') };
    mkdirSync(join(folder, 'nobody'));
    writeFileSync(strange.name, await photo());
    writeFileSync(strange.of, await photo());
    await waitFor(() => !existsSync(strange.name) && !existsSync(strange.of));
    expect(existsSync(join(folder, '.rejected/east/holiday.jpg'))).toBe(true);
    expect(readFileSync(join(folder, '.rejected/nobody/20261120182501.jpg.reason.txt'), 'utf8')).toMatch(/^camera: /);
    expect((await view()).rejections.map(({ path }) => path).toSorted()).toEqual([
      'east/holiday.jpg',
      'nobody/20261120182501.jpg',
    ]);
    const square = [
      [0, 0],
      [0.2, 0],
      [0.2, 0.2],
      [0, 0.2],
    ];
    await community.administrator.send('PUT', `/api/v1/cameras/${other.camera.id}/masks`, { masks: [square] });
    writeFileSync(join(folder, 'recorder/what.jpg'), await photo());
    await waitFor(() => existsSync(join(folder, '.rejected/recorder/what.jpg.reason.txt')));
    await waitFor(() => !existsSync(join(folder, 'recorder/what.jpg')));
    expect(existsSync(join(folder, '.rejected/recorder/what.jpg'))).toBe(false);
  });

  it('has patterns that can be tried on a name before they are kept', async () => {
    const trial = (patterns: string[], sample: string) =>
      community.administrator.send<DropTrialAnswer>('POST', '/api/v1/drop-folder/trial', { patterns, sample });
    const { body } = await trial(['{date}/{any}/{clock}[{any}].jpg'], '2026-11-20/001/18/25/01[M][0].jpg');
    expect(body).toEqual({ fits: true, channel: null, capturedAt: '2026-11-20T10:25:01.000Z', faults: [] });
    expect((await trial(['{time}.jpg'], '20260631000000.jpg')).body.fits).toBe(false);
    const put = (patterns: string[]) =>
      community.administrator.send<{ code: string }>('PUT', '/api/v1/drop-folder', { patterns, keepsDone: true });
    expect((await put(['{channel}.jpg'])).body.code).toBe('wrong_pattern');
    expect((await put(['CAM{channel}-{time}.jpg'])).status).toBe(200);
    writeFileSync(join(folder, 'east/cam1-20261120182900.jpg'), await photo());
    await waitFor(() => existsSync(join(folder, '.done/east/cam1-20261120182900.jpg')));
    await community.administrator.send('PUT', '/api/v1/drop-folder', {
      patterns: ['{ip}_{channel}_{time}_TIMING.jpg'],
      keepsDone: false,
    });
  });

  it('gives a folder and channel to one camera only', async () => {
    expect((await give(other, 'east')).body.code).toBe('folder_taken');
    expect((await give(other, '../east')).status).toBe(400);
  });

  const vsftpd = '/usr/sbin/vsftpd';
  const canServe = existsSync(vsftpd) && process.getuid?.() === 0;
  it.skipIf(!canServe)(
    'takes in what a real FTP server writes (skipped without Debian’s vsftpd, or without root)',
    async () => {
      const port = await new Promise<number>((resolve) => {
        const probe = createServer().listen(0, '127.0.0.1', () => {
          const { port: free } = probe.address() as { port: number };
          probe.close(() => resolve(free));
        });
      });
      const home = mkdtempSync(join(tmpdir(), 'greensleeve-ftp-'));
      const settings = join(home, 'vsftpd.conf');
      const empty = join(home, 'empty');
      mkdirSync(empty);
      execFileSync('chmod', ['755', home, folder]);
      execFileSync('chmod', ['777', join(folder, 'east')]);
      const lines = [
        'listen=YES',
        `listen_port=${port}`,
        'listen_address=127.0.0.1',
        'background=NO',
        'anonymous_enable=YES',
      ];
      lines.push(
        'write_enable=YES',
        'anon_upload_enable=YES',
        'anon_umask=022',
        'no_anon_password=YES',
        'anon_mkdir_write_enable=YES',
      );
      lines.push(`anon_root=${folder}`, `secure_chroot_dir=${empty}`, 'seccomp_sandbox=NO', 'local_enable=NO');
      writeFileSync(settings, `${lines.join('\n')}\n`);
      const server = spawn(vsftpd, [settings], { stdio: 'ignore' });
      try {
        const before = await received(station);
        const bytes = await photo();
        writeFileSync(join(home, 'photo.jpg'), bytes);
        const target = `ftp://127.0.0.1:${port}/east/192.168.1.64_01_20261120182930000_TIMING.jpg`;
        await waitFor(
          () => {
            execFileSync('curl', ['-sS', '--limit-rate', '20k', '-T', join(home, 'photo.jpg'), target], {
              stdio: 'ignore',
            });
            return true;
          },
          { what: 'the FTP server', everyMs: 200 },
        );
        await waitFor(async () => (await received(station)) === before + 1, { what: 'the photograph sent by FTP' });
        await waitFor(() => left().length === 0);
      } finally {
        server.kill();
        rmSync(home, { recursive: true, force: true });
      }
    },
  );
});

describe('a pattern', () => {
  it('reads channel and local time, from the name or from the whole way', () => {
    expect(readName('a/10.0.0.1_12_20261120182501123_TIMING.JPG', ['{ip}_{channel}_{time}_TIMING.jpg'])).toEqual({
      channel: 12,
      time: { year: 2026, month: 11, day: 20, hour: 18, minute: 25, second: 1, millisecond: 123 },
    });
    expect(readName('x.jpg', ['{time}.jpg'])).toBeNull();
    expect(readName(`${'1'.repeat(600)}.jpg`, ['{any}{time}.jpg'])).toBeNull();
  });

  it('must tell a time, name parts that there are, and be quick to compare', () => {
    const faults = [
      '',
      '{ip}.jpg',
      '{when}.jpg',
      '{time}{time}.jpg',
      '{any}{any}{any}{any}{time}',
      '{date}_{clock}.jpg',
    ];
    expect(faults.map(patternFault)).toEqual(['empty', 'no_time', 'unknown_part', 'twice', 'too_many_any', null]);
  });
});
