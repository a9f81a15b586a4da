/** A service with a station, its camera and the camera's photographs before a browser, for tests of the camera pages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { CameraDetail } from '../cameras/cameras.schemas.ts';
import { buildInterface, desk, openBrowser, openPage, type TestPage } from './browser.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from './community.ts';
import { signIn } from './interface.ts';
import { createTestResults, type TestResults } from './results.ts';
import { startTestService, type TestService } from './service.ts';

const scenes = join(import.meta.dirname, '../../fixtures/scenes/three-bins');

export interface CameraSite {
  service: TestService;
  community: TestCommunity;
  results: TestResults;
  station: TestStation;
  /** The bytes of a photograph of a station. */
  scene(index: number): Buffer;
  /** Posts the camera's next photograph; returns the capture's number. */
  postScene(of?: TestStation): Promise<number>;
  /** The camera as the API tells of it. */
  camera(of?: TestStation): Promise<CameraDetail>;
  /** A page that an administrator has open. */
  open(path: string, viewport?: { width: number; height: number }): Promise<TestPage>;
  /** A page that somebody with this login has open. */
  openAs(username: string, path: string, viewport?: { width: number; height: number }): Promise<TestPage>;
  closePages(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openCameraSite(): Promise<CameraSite> {
  const [webRoot, browser]: [string, Browser] = await Promise.all([buildInterface(), openBrowser()]);
  const service = await startTestService({ webRoot });
  const community = await setUpCommunity(service);
  const results = createTestResults(service);
  const station = await community.addStation(await community.addEstate('翠湖苑'), '东门投放点', [
    'recyclable',
    'kitchen',
    'residual',
  ]);
  await community.addPerson('office', 'administrator');
  const photos = readdirSync(scenes).filter((name) => name.endsWith('.jpg'));
  const opened: TestPage[] = [];
  let posted = 4;
  const scene = (index: number): Buffer => readFileSync(join(scenes, photos[index % photos.length] ?? ''));
  const openAs = async (username: string, path: string, viewport = desk): Promise<TestPage> => {
    const one = await openPage(browser, service.url + path, viewport);
    opened.push(one);
    await signIn(one.page, username);
    return one;
  };
  return {
    service,
    community,
    results,
    station,
    scene,
    async postScene(of = station) {
      posted += 1;
      return results.post(of, scene(posted), new Date().toISOString());
    },
    camera: async (of = station) =>
      (await community.administrator.get<CameraDetail>(`/api/v1/cameras/${of.camera.id}`)).body,
    openAs,
    open: (path, viewport) => openAs('office', path, viewport),
    async closePages() {
      const faults = opened.flatMap((one) => one.faults);
      await Promise.all(opened.splice(0).map((one) => one.close()));
      return faults;
    },
    async close() {
      await browser.close();
      await results.close();
      await service.stop();
    },
  };
}
