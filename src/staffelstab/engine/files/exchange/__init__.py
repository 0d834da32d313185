"""Concepts for generic tools: BPMN 2.0 for editors, PNML for Petri-net checkers. Written only, never read."""

from staffelstab.engine.files.exchange.bpmn import write_bpmn
from staffelstab.engine.files.exchange.nets import Arc, Net, concept_net
from staffelstab.engine.files.exchange.pnml import net_to_pnml, write_pnml

__all__ = ["Arc", "Net", "concept_net", "net_to_pnml", "write_bpmn", "write_pnml"]
