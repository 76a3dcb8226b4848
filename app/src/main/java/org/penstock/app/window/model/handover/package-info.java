/**
 * The change of shifts as the page shows it: {@link org.penstock.app.window.model.handover.HandoverList} lists what the facility has to tell
 * now and what was handed over, {@link org.penstock.app.window.model.handover.HandoverDeed} is what can be signed.
 */
@NullMarked
package org.penstock.app.window.model.handover;

import org.jspecify.annotations.NullMarked;
