/** Colours and shapes of the interface for Ant Design; style.css holds the same for our own style sheets. */
import type { ThemeConfig } from 'antd';

const brandColour = '#0f6b4f';

export const theme: ThemeConfig = {
  token: {
    colorPrimary: brandColour,
    colorInfo: brandColour,
    colorLink: brandColour,
    // Dark enough to be read on white.
    colorError: '#c2200e',
    colorText: '#1c2321',
    colorTextSecondary: '#4d5853',
    colorTextTertiary: '#66716c',
    colorTextPlaceholder: '#66716c',
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    borderRadius: 8,
    fontSize: 15,
    fontFamily:
      "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
};
