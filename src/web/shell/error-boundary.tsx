/** Keeps a fault of one page from taking the whole interface with it. */
import { Component, type ReactNode } from 'react';
import { BrokenPage } from './message-pages.tsx';

interface Props {
  children: ReactNode;
}

export class ErrorBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <BrokenPage /> : this.props.children;
  }
}
