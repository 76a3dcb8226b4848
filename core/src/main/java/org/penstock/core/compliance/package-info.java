/**
 * What the law and the customer want proven. Begin with {@link org.penstock.core.compliance.Destructions}: a lot that is to be
 * destroyed is scheduled and held, weighed before it is mixed with anything, kept for the hours that the
 * {@link org.penstock.core.compliance.JurisdictionRule} of that day demands, recorded, signed, and then gone, once. What is
 * printed of it is a {@link org.penstock.core.compliance.DestructionRecord}.
 *
 * <p>Rules of jurisdictions are dated: a destruction keeps the one that it was scheduled under.
 */
@NullMarked
package org.penstock.core.compliance;

import org.jspecify.annotations.NullMarked;
