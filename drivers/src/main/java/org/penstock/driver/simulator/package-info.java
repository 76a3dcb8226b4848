/**
 * The simulator: a driver without a device. Speaks for a small plant that answers to its outputs at any speed, so that a
 * facility can be shown, learnt and tried before anything is connected. What it says is marked by its driver's word; a
 * facility whose links are all simulators is a demonstration and says so on every screen.
 */
@NullMarked
package org.penstock.driver.simulator;

import org.jspecify.annotations.NullMarked;
