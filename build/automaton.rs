//! The patterns of shapes as one automaton in a table, which is walked a byte at a time.
//!
//! The table holds, one after the other: the number of states and of classes of bytes (two bytes each, the lower first, as
//! all numbers here); for each byte its class; the state to begin with behind each byte, and at the beginning of a text;
//! for each state the pattern that is found where it is reached, and the one that is found if the text ends there, both
//! counted from 1; and for each state the state that follows behind each class. State 0 leads nowhere.

use std::collections::HashMap;
use std::error::Error;

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, Input};

/// What is known of one state: the patterns found at it and at the end, and what follows behind each byte.
struct State {
    found: [u8; 2],
    next: Vec<u16>,
}

/// The table of `patterns`.
pub fn table(patterns: &[String]) -> Result<Vec<u8>, Box<dyn Error>> {
    let dfa = dense::Builder::new()
        .configure(dense::Config::new().start_kind(StartKind::Anchored).accelerate(false))
        .thompson(thompson::Config::new().which_captures(WhichCaptures::None))
        .build_many(patterns)?;
    let (starts, states) = explore(&dfa)?;
    let classes = classes(&states);
    let same = alike(&states, &classes);
    write(&starts, &states, &classes, &same)
}

/// The states that can be reached, the dead one first, and those to begin with.
fn explore(dfa: &dense::DFA<Vec<u32>>) -> Result<(Vec<u16>, Vec<State>), Box<dyn Error>> {
    let mut places: HashMap<StateID, u16> = HashMap::new();
    let mut open: Vec<StateID> = vec![dfa.next_state(start(dfa, None)?, 0)];
    if !open.iter().all(|id| dfa.is_dead_state(*id)) {
        return Err("a shape begins with NUL".into());
    }
    let mut place = |id: StateID, open: &mut Vec<StateID>| -> Result<u16, Box<dyn Error>> {
        if let Some(known) = places.get(&id) {
            return Ok(*known);
        }
        let new = u16::try_from(places.len())?;
        places.insert(id, new);
        if usize::from(new) >= open.len() {
            open.push(id);
        }
        Ok(new)
    };
    place(open[0], &mut open)?;
    let mut starts = Vec::new();
    for before in (0..=u8::MAX).map(Some).chain([None]) {
        starts.push(place(start(dfa, before)?, &mut open)?);
    }
    let mut states = Vec::new();
    while let Some(&id) = open.get(states.len()) {
        let mut next = Vec::with_capacity(256);
        for byte in 0..=u8::MAX {
            next.push(place(dfa.next_state(id, byte), &mut open)?);
        }
        let found = [found(dfa, id)?, found(dfa, dfa.next_eoi_state(id))?];
        states.push(State { found, next });
    }
    Ok((starts, states))
}

/// The state to begin with behind the byte `before`.
fn start(dfa: &dense::DFA<Vec<u32>>, before: Option<u8>) -> Result<StateID, Box<dyn Error>> {
    let text: Vec<u8> = before.into_iter().chain([b'0']).collect();
    let input = Input::new(&text).range(text.len() - 1..).anchored(Anchored::Yes);
    Ok(dfa.start_state_forward(&input)?)
}

/// The pattern that is found at a state, counted from 1.
fn found(dfa: &dense::DFA<Vec<u32>>, id: StateID) -> Result<u8, Box<dyn Error>> {
    if !dfa.is_match_state(id) {
        return Ok(0);
    }
    Ok(u8::try_from(dfa.match_pattern(id, 0).as_usize() + 1)?)
}

/// The class of each byte: bytes of one class are followed by the same at every state.
fn classes(states: &[State]) -> Vec<u8> {
    let mut known: HashMap<Vec<u16>, u8> = HashMap::new();
    let column = |byte: usize| states.iter().map(|state| state.next[byte]).collect();
    (0..256)
        .map(|byte| {
            let new = u8::try_from(known.len()).unwrap_or(u8::MAX);
            *known.entry(column(byte)).or_insert(new)
        })
        .collect()
}

/// For each state the number of those that cannot be told from it: they are told apart step by step, by what is found
/// at them and by what follows.
fn alike(states: &[State], classes: &[u8]) -> Vec<u16> {
    let bytes = bytes(classes);
    let mut same: Vec<u16> = vec![0; states.len()];
    let mut count = 0;
    loop {
        let mut known: HashMap<(u16, [u8; 2], Vec<u16>), u16> = HashMap::new();
        let mut finer = Vec::with_capacity(states.len());
        for (state, own) in states.iter().zip(&same) {
            let next = bytes.iter().map(|&byte| same[usize::from(state.next[byte])]);
            let new = u16::try_from(known.len()).unwrap_or(u16::MAX);
            finer.push(*known.entry((*own, state.found, next.collect())).or_insert(new));
        }
        same = finer;
        if known.len() == count {
            return same;
        }
        count = known.len();
    }
}

/// One byte of each class.
fn bytes(classes: &[u8]) -> Vec<usize> {
    let count = classes.iter().max().map_or(0, |last| usize::from(*last) + 1);
    (0..count)
        .filter_map(|class| classes.iter().position(|own| usize::from(*own) == class))
        .collect()
}

fn write(starts: &[u16], states: &[State], classes: &[u8], same: &[u16]) -> Result<Vec<u8>, Box<dyn Error>> {
    let bytes = bytes(classes);
    let count = same.iter().max().map_or(0, |last| usize::from(*last) + 1);
    let one = |number: usize| same.iter().position(|own| usize::from(*own) == number);
    let kept: Vec<&State> = (0..count).filter_map(|number| states.get(one(number)?)).collect();
    let mut table = Vec::new();
    for number in [kept.len(), bytes.len()] {
        table.extend(u16::try_from(number)?.to_le_bytes());
    }
    table.extend(classes);
    let state = |place: &u16| same[usize::from(*place)].to_le_bytes();
    table.extend(starts.iter().flat_map(state));
    for end in 0..2 {
        table.extend(kept.iter().map(|state| state.found[end]));
    }
    for own in kept {
        table.extend(bytes.iter().flat_map(|&byte| state(&own.next[byte])));
    }
    Ok(table)
}
