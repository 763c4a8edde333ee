import { IconArrowDown } from '@tabler/icons-react'
import classes from './message-list.module.css'

/** The way back down, and how much has come meanwhile. */
export const JumpToNewest = ({ news, onJump }: { news: number; onJump: () => void }) => (
  <button type="button" className={classes.jump} onClick={onJump} data-news={news > 0 || undefined}>
    <IconArrowDown size={16} aria-hidden="true" />
    {news > 0 ? `${news} new` : 'Newest'}
  </button>
)
