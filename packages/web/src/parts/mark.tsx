/** The product's sign: two sides that agree. */
export function Mark({ size }: { readonly size: number }) {
  return <img src="/tieout.svg" width={size} height={size} alt="" />
}
