/** The front door of shares in the web app. */
export { ShareDialog } from './share-dialog.tsx'
export { PinForm } from './pin-form.tsx'
