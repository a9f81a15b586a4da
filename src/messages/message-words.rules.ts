/** The words of messages, by topic. Never a household, a person or a picture: chat groups are read by many. */
import type { Topic } from './messages.schemas.ts';

type Facts = Record<string, string | number>;
type Language = 'zh-CN' | 'en';
interface Words {
  usual: string;
  title: string;
  test: string;
  more: (count: number) => string;
  line: Record<Topic, (facts: Facts) => string>;
}

const faults: Record<Language, Record<string, string>> = {
  'zh-CN': {
    silent: '没有照片',
    too_dark: '画面太暗',
    over_exposed: '画面过曝',
    blurred: '画面模糊',
    lens_covered: '画面被遮挡',
    camera_moved: '摄像头移位',
    unreadable: '照片无法读取',
  },
  en: {
    silent: 'no photographs',
    too_dark: 'too dark',
    over_exposed: 'over-exposed',
    blurred: 'blurred',
    lens_covered: 'lens covered',
    camera_moved: 'camera moved',
    unreadable: 'photographs can’t be read',
  },
};

const words: Record<Language, Words> = {
  'zh-CN': {
    usual: '【{community}】垃圾分类核查\n{lines}',
    title: '垃圾分类核查',
    test: '这是一条测试消息，收到即表示设置正确。',
    more: (count) => `另有 ${count} 条，请登录查看`,
    line: {
      camera_trouble: ({ place, camera, reason }) =>
        `${place}“${camera}”${faults['zh-CN'][String(reason)] ?? reason}，请查看`,
      camera_recovered: ({ place, camera }) => `${place}“${camera}”已恢复`,
      report_drafted: ({ month }) => `${month} 核查月报草稿已生成，请核对后月结`,
      month_closed: ({ month }) => `${month} 已月结`,
      appeal_filed: ({ due }) => `收到一件申诉，请在 ${due} 前裁定`,
      waiting: ({ open }) => `待复核疑点 ${open} 条`,
    },
  },
  en: {
    usual: '[{community}] Waste sorting\n{lines}',
    title: 'Waste sorting',
    test: 'This is a test: the channel works.',
    more: (count) => `and ${count} more, to be seen after signing in`,
    line: {
      camera_trouble: ({ place, camera, reason }) =>
        `${place}, ${camera}: ${faults.en[String(reason)] ?? reason}; please look`,
      camera_recovered: ({ place, camera }) => `${place}, ${camera}: works again`,
      report_drafted: ({ month }) => `The draft of the report for ${month} is there to be checked and closed`,
      month_closed: ({ month }) => `${month} has been closed`,
      appeal_filed: ({ due }) => `An appeal has come in, to be decided by ${due}`,
      waiting: ({ open }) => `${open} findings wait for review`,
    },
  },
};

export const wordsOf = (language: Language): Words => words[language];
