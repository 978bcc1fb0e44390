import {
  columnVisibilityFeature,
  metaHelper,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table'

/** What a column may say about itself besides its content. */
export type ColumnMeta = {
  /** Figures stand right. */
  readonly align?: 'start' | 'end'
  /** In a table narrower than this the column gives way: sm 576, md 704, lg 896, xl 1120 px. */
  readonly hideBelow?: 'sm' | 'md' | 'lg' | 'xl'
  /** Off until the person chooses it. */
  readonly hidden?: boolean
  /** Takes what is left of the width and cuts long words: names, summaries. */
  readonly grow?: boolean
  /** Its name in the column menu where the header is not plain text. */
  readonly label?: string
}

export const features = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  rowSelectionFeature,
  columnMeta: metaHelper<ColumnMeta>(),
})

export type Features = typeof features
