/**
 * The simulator: a driver without a device. Speaks for a small plant that answers to its outputs at any speed, so that a
 * facility can be shown, learnt and tried before anything is connected. What it says is marked by its driver's word; a
 * facility whose links are all simulators is a demonstration and says so on every screen.
 *
 * <p>The plant can go wrong, by the facility file or on request: {@link org.penstock.driver.simulator.Fault} lists how, {@link
 * org.penstock.driver.simulator.FaultyPlant} does it. Nothing else in the program knows that a fault is simulated.
 */
@NullMarked
package org.penstock.driver.simulator;

import org.jspecify.annotations.NullMarked;
